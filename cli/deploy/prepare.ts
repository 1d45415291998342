// The first steps of every command that works on an environment: tools, the right account, synthesis, workspaces.
import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { join } from "node:path";
import type { EnvironmentName } from "../../src/environments";
import { UserError } from "../../src/errors";
import { checkAccount } from "../aws/account";
import type { Steps } from "../output/steps";
import { logs } from "../paths";
import { setUp } from "../setup";
import { removeAdoptions } from "../recover/adoption";
import { type Deployment, deploymentOf } from "./deployment";
import { stateBucketOf } from "./state";
import { resourceCount, type Stack, stacks, synthesize } from "./synthesized";
import { initializeStacks } from "./workspaces";

/** Everything that Terraform prints while a command works on an environment. */
export function logOf(command: string, environment: EnvironmentName): string {
  return join(logs, `${command}-${environment}.log`);
}

export async function prepare(
  steps: Steps,
  name: EnvironmentName,
  log: string,
  chosen: readonly Stack[] = stacks,
): Promise<Deployment> {
  await steps.run(
    "Tools",
    ({ note }) => setUp(note),
    ({ summary }) => summary,
  );
  const deployment = deploymentOf(name);
  await steps.run(
    "Account",
    () => checkAccount(deployment.environment, deployment.aws),
    ({ account, arn }) => `${account} as ${arn.split(":").at(-1)}`,
  );
  await steps.run(
    "Synthesis",
    () => synthesize(deployment),
    () => `${chosen.map((stack) => `${stack} ${resourceCount(deployment, stack)}`).join(", ")} resources`,
  );
  await steps.run(
    "Workspaces",
    async ({ now }) => {
      await requireStateBucket(deployment);
      removeAdoptions(deployment);
      return initializeStacks(deployment, log, now, chosen);
    },
    (initialized) => (initialized.length > 0 ? `"${name}" in ${initialized.join(", ")}` : "as before"),
  );
  return deployment;
}

async function requireStateBucket(deployment: Deployment): Promise<void> {
  const bucket = stateBucketOf(deployment);
  try {
    await new S3Client(deployment.aws).send(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    const { name } = deployment.environment;
    if (status === 404) {
      throw new UserError(
        `The bucket for the Terraform state, ${bucket}, does not exist yet. Make it, once per account: npm run bootstrap -- ${name}`,
      );
    }
    throw new UserError(
      `The bucket for the Terraform state, ${bucket}, does not answer (HTTP ${status ?? "?"}): these credentials may not see it. ` +
        `The roles that may are those that \`npm run bootstrap -- ${name}\` makes.`,
    );
  }
}
