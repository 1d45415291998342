// Destroys stacks on the local AWS that are no longer in the code, so that nothing of a removed model stays behind.
import { describeDestroyed, destroyStacks } from "../deploy/destroy";
import type { SynthesizedDeployment } from "../deploy/deployment";
import { removedStacks } from "../deploy/removed-stacks";
import { deleteRuntimeResources, describeDeleted, removeEndpointLogs } from "../teardown/run-time";
import type { Steps } from "../terminal/steps";

export async function destroyRemoved(steps: Steps, deployment: SynthesizedDeployment): Promise<void> {
  const stacks = await removedStacks(deployment);
  if (stacks.length === 0) return;
  const names = stacks.map(({ name }) => name);
  await steps.run(
    "Removed",
    async (progress) => {
      const deleted = await deleteRuntimeResources(deployment.aws, deployment.environment.name, names);
      await removeEndpointLogs(deployment.aws, deployment.environment.name, names);
      progress.note(`${names.join(", ")}: no longer in the code; ${describeDeleted(deleted)}`);
      return destroyStacks(progress, deployment, stacks);
    },
    describeDestroyed,
  );
}
