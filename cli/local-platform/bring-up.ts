// How `npm start` deploys every stack to the local AWS, with the same engine as `npm run deploy`.
import { modelOfStack } from "../../contracts/names";
import { removeImports } from "../../packages/terraform/imports";
import { runDeployment } from "../deploy/deploy-stacks";
import type { Deployment, SynthesizedDeployment } from "../deploy/deployment";
import { awaitTerraformRuns, releaseStaleLocks } from "../deploy/locks";
import { describeSynthesis, synthesize } from "../deploy/synthesize";
import { adoptionFor } from "../recover/adoption";
import type { Steps } from "../terminal/steps";
import { isAsDeployed, rememberDeployed } from "./as-deployed";
import { destroyRemoved } from "./removed";
import { createStateBucket } from "./state-bucket";

export interface BroughtUp {
  readonly deployment: SynthesizedDeployment;
  /** Of the stacks that models need, those that this run deployed or changed. */
  readonly changed: readonly string[];
  /** Waits for the stacks that no model needs. Must always be called; a second call does nothing. */
  readonly finish: () => Promise<void>;
}

export interface BringUpOptions {
  /** Plans only stacks whose code or state has changed since they were deployed. @default false */
  readonly onlyChanged?: boolean;
}

export async function bringUp(
  steps: Steps,
  local: Deployment,
  { onlyChanged = false }: BringUpOptions = {},
): Promise<BroughtUp> {
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
  return { deployment, ...(await deploy(steps, deployment, { adopt: killed, onlyChanged: onlyChanged && !killed })) };
}

/** Ends the step as soon as every model can be trained: no model waits for the resources that take long to settle. */
async function deploy(
  steps: Steps,
  deployment: SynthesizedDeployment,
  { adopt, onlyChanged }: { readonly adopt: boolean; readonly onlyChanged: boolean },
): Promise<Pick<BroughtUp, "changed" | "finish">> {
  const { synthesis } = deployment;
  const models = synthesis.names.filter((name) => modelOfStack(name) !== undefined);
  const needed = new Set(models.length > 0 ? synthesis.withProducers(models) : synthesis.names);
  const changed: string[] = [];
  const open = new Set(synthesis.names);
  let all: Promise<unknown> = Promise.resolve();
  await steps.run(
    "Deployment",
    (progress) =>
      new Promise<void>((done, failed) => {
        const remembering: Promise<void>[] = [];
        const onSettled = (stack: string, hasChanged: boolean) => {
          remembering.push(rememberDeployed(deployment, stack));
          if (hasChanged && needed.has(stack)) changed.push(stack);
          needed.delete(stack);
          open.delete(stack);
          if (needed.size === 0) done();
        };
        const adoption = adopt ? adoptionFor(deployment) : undefined;
        all = runDeployment(progress, deployment, {
          stacks: synthesis.names,
          yes: true,
          eager: true,
          adoption,
          onSettled,
          ...(onlyChanged && { leave: (stack) => isAsDeployed(deployment, stack) }),
        }).then(() => Promise.all(remembering));
        all.then(() => done(), failed);
      }),
    () => (changed.length > 0 ? describeSynthesis(synthesis) : "nothing to change"),
  );
  // The caller may not be waiting for it yet when it fails.
  all.catch(() => undefined);
  let settled: Promise<unknown> | undefined;
  const finish = async () => {
    const stacks = [...open].join(", ");
    settled ??= steps.run(
      "Settling",
      () => all,
      () => (stacks === "" ? "every stack is deployed" : `${stacks} deployed`),
    );
    await settled;
  };
  return { changed, finish };
}
