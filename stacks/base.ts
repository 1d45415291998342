// What every stack has: provider, remote state, tags, outputs, and the guard that keeps environments apart.
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  DefaultTokenResolver,
  S3Backend,
  StringConcat,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  Tokenization,
} from "cdktf";
import type { Construct } from "constructs";
import { tagKeys } from "../contracts/tags";
import type { Environment } from "../src/environments";
import { project } from "../contracts/names";
import { stateBucketName } from "../src/naming";
import { tagWithConstructPath } from "../src/tags";

export interface PlatformStackProps {
  readonly environment: Environment;
}

interface StackOwner extends PlatformStackProps {
  /** The model that the stack belongs to. @default shared by all models */
  readonly model?: string;
}

export interface Output {
  readonly value: string | readonly string[];
  readonly description: string;
}

const resolver = new DefaultTokenResolver(new StringConcat());

export abstract class PlatformStack extends TerraformStack {
  readonly environment: Environment;

  constructor(scope: Construct, id: string, props: StackOwner) {
    super(scope, id);
    this.environment = props.environment;
    this.addProvider(id, props.model);
    this.addBackend(id);
    this.guardWorkspace();
    tagWithConstructPath(this);
  }

  /** Names are a contract with the readers of `terraform output` (contracts/outputs.ts). */
  protected publish<Outputs>(outputs: { readonly [Name in keyof Outputs]: Output }): void {
    for (const [name, output] of Object.entries<Output>(outputs)) new TerraformOutput(this, name, output);
  }

  /**
   * Attributes that other stacks may read. cdktf adds an output for each of them when a stack first reads it; without
   * this method, adding a model would change the stacks that it builds on.
   */
  protected shareAttributes(...attributes: readonly string[]): void {
    for (const attribute of attributes) {
      const reference = String(Tokenization.resolve(attribute, { scope: this, resolver }));
      this.registerOutgoingCrossStackReference(/^\$\{(.+)\}$/.exec(reference)![1]!);
    }
  }

  private addProvider(stack: string, model: string | undefined): void {
    const { account, name, region, tags } = this.environment;
    new AwsProvider(this, "Aws", {
      region,
      // The local environment too: it must not be deployed with the credentials of a real account.
      allowedAccountIds: [account],
      defaultTags: [
        {
          tags: {
            ...tags,
            [tagKeys.project]: project,
            [tagKeys.environment]: name,
            [tagKeys.stack]: stack,
            ...(model !== undefined && { [tagKeys.model]: model }),
            [tagKeys.managedBy]: "terraform",
          },
        },
      ],
    });
  }

  private addBackend(stack: string): void {
    const backend = new S3Backend(this, {
      bucket: stateBucketName(this.environment.account),
      key: `${stack}/terraform.tfstate`,
      workspaceKeyPrefix: project,
      // No `encrypt`: Terraform would request S3's own keys, but the bucket accepts only its own key, the default.
      region: this.environment.region,
    });
    // cdktf 0.21 has no property for it. Terraform 1.10 and later lock by a conditional write, without a table.
    backend.addOverride("use_lockfile", true);
  }

  /** Prevents planning what was synthesized for one environment against the state of another. */
  private guardWorkspace(): void {
    const { name } = this.environment;
    // cdktf's DataResource does the same, but runs `terraform version` on every synth.
    new TerraformResource(this, "WorkspaceGuard", {
      terraformResourceType: "terraform_data",
      lifecycle: {
        precondition: [
          {
            condition: `\${terraform.workspace == "${name}"}`,
            errorMessage: `These stacks were synthesized for "${name}", but the workspace is "\${terraform.workspace}". Set TF_WORKSPACE to the environment, synthesize again, then plan.`,
          },
        ],
      },
    });
  }
}
