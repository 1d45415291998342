// The first steps of every command that works on an environment: tools, the right account, synthesis, workspaces.
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { EnvironmentName } from "../../src/environments";
import { UserError } from "../../packages/errors";
import { project } from "../../src/naming";
import { checkAccount } from "../aws/account";
import type { Steps } from "../terminal/steps";
import { logs, root } from "../paths";
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

export interface PrepareOptions {
  /** @default all */
  readonly stacks?: readonly Stack[];
  /** Takes the stacks as they were synthesized before, such as by a job that has no credentials. @default true */
  readonly synthesize?: boolean;
  /** Makes nothing in the account, not even a workspace: for roles that may only read. @default false */
  readonly readOnly?: boolean;
}

export async function prepare(
  steps: Steps,
  name: EnvironmentName,
  log: string,
  { stacks: chosen = stacks, synthesize: fresh = true, readOnly = false }: PrepareOptions = {},
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
    async () => (fresh ? synthesize(deployment) : requireSynthesized(deployment)),
    () =>
      `${fresh ? "" : "as it was: "}${chosen.map((stack) => `${stack} ${resourceCount(deployment, stack)}`).join(", ")} resources`,
  );
  await steps.run(
    "Workspaces",
    async ({ now }) => {
      await requireStateBucket(deployment);
      removeAdoptions(deployment);
      return initializeStacks(deployment, log, now, { stacks: chosen, readOnly });
    },
    (initialized) => (initialized.length > 0 ? `"${name}" in ${initialized.join(", ")}` : "as before"),
  );
  return deployment;
}

function requireSynthesized({ environment: { name }, folder }: Deployment): void {
  if (existsSync(join(folder, "manifest.json"))) return;
  throw new UserError(
    `--skip-synth: there is nothing synthesized in ${relative(root, folder)}. Leave it out for ${name}.`,
  );
}

async function requireStateBucket(deployment: Deployment): Promise<void> {
  const bucket = stateBucketOf(deployment);
  try {
    // A role of CI may list its own environment's states, and nothing else of the bucket.
    const Prefix = `${project}/${deployment.environment.name}/`;
    await new S3Client(deployment.aws).send(new ListObjectsV2Command({ Bucket: bucket, Prefix, MaxKeys: 1 }));
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
