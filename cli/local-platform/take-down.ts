// How `npm stop` destroys every stack, including those that are no longer in the code.
import { deployStacks } from "../deploy/deploy-stacks";
import type { Deployment } from "../deploy/deployment";
import { describeDestroyed, destroyStacks } from "../deploy/destroy";
import { heldLocks, releaseStaleLocks } from "../deploy/locks";
import { deployedStacks } from "../deploy/states";
import { synthesize } from "../deploy/synthesize";
import { adoptionFor } from "../recover/adoption";
import type { Steps } from "../terminal/steps";
import { deleteStateBucket } from "./state-bucket";

export async function takeDown(steps: Steps, local: Deployment): Promise<void> {
  const [deployed, locks] = [await deployedStacks(local), await heldLocks(local)];
  if (deployed.length > 0 || locks.length > 0) {
    const { deployment, killed } = await steps.run(
      "Synthesis",
      async ({ note }) => {
        const deployment = await synthesize(local);
        return { deployment, killed: await releaseStaleLocks(deployment, note) };
      },
      ({ killed }) =>
        killed ? "a run was killed: it is finished first, so that Terraform knows all it made" : "as before",
    );
    if (killed) {
      const options = { stacks: deployment.synthesis.names, yes: true, adoption: adoptionFor(deployment) };
      await deployStacks(steps, deployment, options);
    }
    const stacks = killed ? await deployedStacks(deployment) : deployed;
    await steps.run("Stacks", (progress) => destroyStacks(progress, deployment, stacks), describeDestroyed);
  }
  await steps.run(
    "State",
    () => deleteStateBucket(local.aws),
    () => "its bucket deleted with every version",
  );
}
