// What `npm start` does to have every stack deployed to the local AWS, by the engine of `npm run deploy`.
import { modelOfStack } from "../../contracts/names";
import { removeImports } from "../../packages/terraform/imports";
import { runDeployment } from "../deploy/deploy-stacks";
import type { Deployment, SynthesizedDeployment } from "../deploy/deployment";
import { awaitTerraformRuns, releaseStaleLocks } from "../deploy/locks";
import { describeSynthesis, synthesize } from "../deploy/synthesize";
import { adoptionFor } from "../recover/adoption";
import type { Steps } from "../terminal/steps";
import { destroyRemoved } from "./removed";
import { createStateBucket } from "./state-bucket";

export interface BroughtUp {
  readonly deployment: SynthesizedDeployment;
  /** Whether the stacks of the models, and all that these need, were deployed before just as they are. */
  readonly unchanged: boolean;
  /** Resolves once the stacks that no model needs are deployed too. Has to be awaited, whatever happens meanwhile. */
  readonly rest: Promise<void>;
}

export async function bringUp(steps: Steps, local: Deployment): Promise<BroughtUp> {
  const deployment = await steps.run(
    "Synthesis",
    () => synthesize(local),
    ({ synthesis }) => describeSynthesis(synthesis),
  );
  const killed = await steps.run(
    "State",
    async ({ note }) => {
      await createStateBucket(deployment.aws);
      for (const { folder } of deployment.synthesis.stacks) removeImports(folder);
      await awaitTerraformRuns(deployment, note);
      return releaseStaleLocks(deployment, note);
    },
    (killed) => (killed ? "a run was killed: what it made is adopted" : "in its bucket, not locked"),
  );
  await destroyRemoved(steps, deployment);
  return { deployment, ...(await deploy(steps, deployment, killed)) };
}

/** Ends the step as soon as every model can be trained: some resources take long to settle, and no model waits for them. */
async function deploy(
  steps: Steps,
  deployment: SynthesizedDeployment,
  adopt: boolean,
): Promise<Pick<BroughtUp, "unchanged" | "rest">> {
  const { synthesis } = deployment;
  const models = synthesis.names.filter((name) => modelOfStack(name) !== undefined);
  const needed = new Set(models.length > 0 ? synthesis.withProducers(models) : synthesis.names);
  const changed: string[] = [];
  let rest: Promise<unknown> = Promise.resolve();
  await steps.run(
    "Deployment",
    (progress) =>
      new Promise<void>((done, failed) => {
        const onSettled = (stack: string, hasChanged: boolean) => {
          if (hasChanged && needed.has(stack)) changed.push(stack);
          needed.delete(stack);
          if (needed.size === 0) done();
        };
        const adoption = adopt ? adoptionFor(deployment) : undefined;
        rest = runDeployment(progress, deployment, { stacks: synthesis.names, yes: true, adoption, onSettled });
        rest.then(() => done(), failed);
      }),
    () => (changed.length > 0 ? describeSynthesis(synthesis) : "nothing to change"),
  );
  const whole = rest.then(() => undefined);
  // Who awaits it may be busy when it fails.
  whole.catch(() => undefined);
  return { unchanged: changed.length === 0, rest: whole };
}
