// Destroys stacks on the local AWS that are no longer in the code, so that nothing of a removed model stays behind.
import { S3Client } from "@aws-sdk/client-s3";
import { modelOfStack } from "../../contracts/names";
import { incomingPrefix, rejectedKey, runPrefix, temporaryPrefix } from "../../contracts/storage";
import { bucketName } from "../../src/naming";
import { describeDestroyed, destroyStacks } from "../deploy/destroy";
import type { SynthesizedDeployment } from "../deploy/deployment";
import { removedStacks } from "../deploy/removed-stacks";
import { deleteRuntimeResources, describeDeleted, removeEndpointLogs } from "../teardown/run-time";
import type { Steps } from "../terminal/steps";
import { emptyBucket } from "./state-bucket";

export async function destroyRemoved(steps: Steps, deployment: SynthesizedDeployment): Promise<void> {
  const stacks = await removedStacks(deployment);
  if (stacks.length === 0) return;
  const names = stacks.map(({ name }) => name);
  await steps.run(
    "Removed",
    async (progress) => {
      const deleted = await deleteRuntimeResources(deployment.aws, deployment.environment.name, names);
      await removeEndpointLogs(deployment.aws, deployment.environment.name, names);
      const files = await deleteFiles(deployment, names);
      progress.note(`${names.join(", ")}: no longer in the code; ${describeDeleted(deleted)}, ${files} files`);
      return destroyStacks(progress, deployment, stacks);
    },
    describeDestroyed,
  );
}

/**
 * What the models read and wrote, with every version. In an account, the data outlives its model; on this machine it is
 * a copy of a person's file.
 */
async function deleteFiles({ aws, environment }: SynthesizedDeployment, stacks: readonly string[]): Promise<number> {
  const s3 = new S3Client(aws);
  const bucket = (part: string) =>
    bucketName({ environment: environment.name, parts: [part], accountId: environment.account });
  const readByOthers = new Set(Object.values(environment.models).map(({ uploads }) => uploads));
  let files = 0;
  for (const model of stacks.flatMap((stack) => modelOfStack(stack) ?? [])) {
    const uploads = readByOthers.has(model) ? [] : [incomingPrefix(model), rejectedKey(incomingPrefix(model))];
    for (const prefix of uploads) files += await emptyBucket(s3, bucket("data"), prefix);
    for (const prefix of [runPrefix(model), temporaryPrefix(model)])
      files += await emptyBucket(s3, bucket("artifacts"), prefix);
  }
  return files;
}
