// The first steps of every command that works on an environment: tools, account check, synthesis, state bucket.
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { EnvironmentName } from "../../src/environments";
import { UserError } from "../../packages/errors";
import { removeImports } from "../../packages/terraform/imports";
import { readSynthesis } from "../../packages/terraform/synthesis";
import { project } from "../../contracts/names";
import { checkAccount } from "../aws/account";
import { statusOf } from "../aws/errors";
import type { Steps } from "../terminal/steps";
import { root } from "../paths";
import { setUp } from "../setup";
import { type Deployment, deploymentOf, type DeploymentOptions, type SynthesizedDeployment } from "./deployment";
import { stateBucketOf } from "./states";
import { describeSynthesis, synthesize } from "./synthesize";

export interface PrepareOptions extends DeploymentOptions {
  /** Uses the stacks as synthesized earlier, for example by a job without credentials. @default true */
  readonly synthesize?: boolean;
}

export async function prepare(
  steps: Steps,
  name: EnvironmentName,
  { synthesize: fresh = true, ...options }: PrepareOptions,
): Promise<SynthesizedDeployment> {
  await steps.run(
    "Tools",
    ({ note }) => setUp(note),
    ({ summary }) => summary,
  );
  const deployment = deploymentOf(name, options);
  await runAccountCheck(steps, deployment);
  await requireStateBucket(deployment);
  const synthesized = await steps.run(
    "Synthesis",
    async () => (fresh ? synthesize(deployment) : readSynthesized(deployment)),
    ({ synthesis }) => `${fresh ? "" : "as it was: "}${describeSynthesis(synthesis)}`,
  );
  // Files that an earlier run left next to the stacks.
  for (const { folder } of synthesized.synthesis.stacks) removeImports(folder);
  return synthesized;
}

export async function runAccountCheck(steps: Steps, { environment, aws }: Deployment): Promise<void> {
  await steps.run(
    "Account",
    () => checkAccount(environment, aws),
    ({ account, arn }) => `${account} as ${arn.split(":").at(-1)}`,
  );
}

function readSynthesized(deployment: Deployment): SynthesizedDeployment {
  const { environment, folder } = deployment;
  if (existsSync(join(folder, "manifest.json"))) return { ...deployment, synthesis: readSynthesis(folder) };
  throw new UserError(
    `--skip-synth: there is nothing synthesized in ${relative(root, folder)}. Leave it out for ${environment.name}.`,
  );
}

async function requireStateBucket(deployment: Deployment): Promise<void> {
  const { bucket } = stateBucketOf(deployment);
  try {
    // A CI role may list the states of its own environment, and nothing else in the bucket.
    const Prefix = `${project}/${deployment.environment.name}/`;
    await new S3Client(deployment.aws).send(new ListObjectsV2Command({ Bucket: bucket, Prefix, MaxKeys: 1 }));
  } catch (error) {
    const status = statusOf(error);
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
