// Deployed once per account, before everything else: stores the state of its environments and defines their CI roles.
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Backend, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { CiRoles } from "../src/bootstrap/ci-roles";
import { GithubProvider } from "../src/bootstrap/github-provider";
import { StateKey } from "../src/bootstrap/state-key";
import type { Environment } from "../src/environments";
import type { Repository } from "../src/environments/repository";
import { UserError } from "../packages/errors";
import { suppressChecks } from "../src/suppressions";
import { project } from "../contracts/names";
import { stateBucketName } from "../src/naming";
import { BucketRetention } from "../src/storage/bucket-retention";
import { PrivateBucket } from "../src/storage/private-bucket";
import { tagWithConstructPath } from "../src/tags";

export interface BootstrapStackProps {
  /** All that are deployed into the account, in the order of promotion; at least one. */
  readonly environments: readonly [Environment, ...Environment[]];
  readonly repository: Repository;
}

/** Construct ids. They do not contain environment names, because a new id would replace what CI works with. */
const ids = { dev: "Dev", staging: "Staging", prod: "Prod", local: "Local" } as const;

export class BootstrapStack extends TerraformStack {
  constructor(scope: Construct, id: string, { environments, repository }: BootstrapStackProps) {
    super(scope, id);
    const [first] = environments;
    const accountId = first.account;
    const region = onlyRegion(environments);
    new AwsProvider(this, "Aws", {
      region,
      allowedAccountIds: [accountId],
      // No environment has this name, so a role that selects by tag never treats these resources as its own.
      defaultTags: [{ tags: { Project: project, Environment: id, Stack: id, ManagedBy: "terraform" } }],
    });
    this.addBackend(stateBucketName(accountId), region);

    const key = new StateKey(this, "StateKey", first);
    const bucket = new PrivateBucket(this, "StateBucket", {
      environment: first,
      purpose: "state",
      name: stateBucketName(accountId),
      keyArn: key.arn,
    });
    new BucketRetention(this, "StateRetention", { bucketName: bucket.resource.bucket, bucket });
    suppressChecks(bucket.resource, {
      CKV_AWS_18:
        "Two roles of each environment and the account's administrators reach it, and every version is kept; who did what with state is told by the workflow runs, and by CloudTrail where the account records data events.",
    });

    const github = new GithubProvider(this, "Github");
    for (const environment of environments) {
      const { name } = environment;
      const roles = new CiRoles(this, ids[name], {
        environment,
        repository,
        providerArn: github.arn,
        stateKeyArn: key.arn,
      });
      this.publish(`${name}_plan_role_arn`, roles.planRoleArn, `Reads and plans ${name}`);
      this.publish(`${name}_deploy_role_arn`, roles.deployRoleArn, `Deploys ${name}`);
    }
    this.publish("state_bucket_name", bucket.bucketName, "Holds the state of every environment, and of this stack");
    this.publish("state_key_arn", key.arn, "Encrypts it");
    tagWithConstructPath(this);
  }

  private publish(name: string, value: string, description: string): void {
    new TerraformOutput(this, name, { value, description });
  }

  /** In the bucket that this stack itself creates: `npm run bootstrap` puts it there. Its workspace is `default`. */
  private addBackend(bucket: string, region: string): void {
    const backend = new S3Backend(this, { bucket, key: `${project}/bootstrap/terraform.tfstate`, region });
    backend.addOverride("use_lockfile", true);
  }
}

/** The bucket is in one region, and the backend of each environment looks for it in that environment's region. */
function onlyRegion(environments: readonly Environment[]): string {
  const regions = [...new Set(environments.map(({ region }) => region))];
  if (regions.length === 1) return regions[0]!;
  const places = environments.map(({ name, region }) => `${name} in ${region}`).join(", ");
  throw new UserError(
    `The environments of one account must lie in one region, because they share the bucket of their states. Got: ${places}. Give one of them an account of its own.`,
  );
}
