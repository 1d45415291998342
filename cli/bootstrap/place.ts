// Where the bootstrap of an account is worked on, and where its state is kept in the end.
import { join } from "node:path";
import { project, stateBucketName } from "../../src/naming";
import type { Deployment } from "../deploy/deployment";
import { local, logs } from "../paths";

export interface Place {
  readonly deployment: Deployment;
  readonly account: string;
  readonly bucket: string;
  /** Key of the state in the bucket. */
  readonly key: string;
  /** Where Terraform runs, and keeps the state as long as there is no bucket for it. */
  readonly folder: string;
  readonly log: string;
  /** For Terraform: an account has one bootstrap, in the workspace `default`. */
  readonly variables: NodeJS.ProcessEnv;
}

export function placeOf(deployment: Deployment): Place {
  const { account } = deployment.environment;
  return {
    deployment,
    account,
    bucket: stateBucketName(account),
    key: `${project}/bootstrap/terraform.tfstate`,
    folder: join(local, "bootstrap", account),
    log: join(logs, `bootstrap-${account}.log`),
    variables: { ...deployment.variables, TF_WORKSPACE: undefined },
  };
}
