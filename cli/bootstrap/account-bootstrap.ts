// The bootstrap of an account: the folder it runs in, and the place where its state is stored.
import { join } from "node:path";
import { TerraformFolder } from "../../packages/terraform/folder";
import { SavedState } from "../../packages/terraform/saved-state";
import type { SynthesizedStack } from "../../packages/terraform/synthesis";
import { project } from "../../contracts/names";
import type { Deployment } from "../deploy/deployment";
import { stateBucketOf } from "../deploy/states";
import { synthesizeProgram } from "../deploy/synthesize";
import { local } from "../paths";

/** Its name as a stack, and the value of the tag Environment on its resources. */
export const bootstrap = "bootstrap";

export interface AccountBootstrap {
  readonly deployment: Deployment;
  readonly account: string;
  readonly bucket: string;
  /** Its state in the bucket. */
  readonly state: SavedState;
  /** Where Terraform runs, and where it stores the state until the state bucket exists. */
  readonly folder: string;
  readonly terraform: TerraformFolder;
}

export function accountBootstrap(deployment: Deployment): AccountBootstrap {
  const { account } = deployment.environment;
  const bucket = stateBucketOf(deployment);
  const folder = join(outputOf(account), "stacks", bootstrap);
  const { log, again, variables } = deployment;
  return {
    deployment,
    account,
    bucket: bucket.bucket,
    state: new SavedState(bucket, `${project}/${bootstrap}/terraform.tfstate`),
    folder,
    terraform: new TerraformFolder({
      path: folder,
      subject: `The bootstrap of account ${account}`,
      // An account has one bootstrap, in the workspace `default`.
      variables: { ...variables, TF_WORKSPACE: undefined },
      log,
      again,
    }),
  };
}

export async function synthesizeBootstrap({ account, deployment }: AccountBootstrap): Promise<SynthesizedStack> {
  const { variables } = deployment;
  const synthesis = await synthesizeProgram({ program: bootstrap, output: outputOf(account), variables });
  return synthesis.stack(bootstrap);
}

function outputOf(account: string): string {
  return join(local, "bootstrap", account);
}
