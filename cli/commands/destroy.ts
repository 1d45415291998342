// `npm run destroy -- ENV`: removes an environment with its data, where the environment allows it and a person says so twice.
import type { EnvironmentName } from "../../src/environments";
import { UserError } from "../../packages/errors";
import { describeDestroyed, destroy } from "../deploy/destroy";
import { describeLock } from "../deploy/locks";
import type { Deployment } from "../deploy/deployment";
import { logOf, prepare } from "../deploy/prepare";
import { resourcesInState } from "../deploy/state";
import { type Stack, stackDependencies, stacks as allStacks } from "../deploy/synthesized";
import { removeRunTimeThings } from "../teardown/run-time";
import { confirmByTyping } from "../terminal/confirm";
import { Steps } from "../terminal/steps";
import { bold, count } from "../terminal/text";
import { exclusively } from "../command-lock";
import { findLocks } from "../recover/offer";
import { findTagged } from "../recover/tagged-resources";

export interface DestroyOptions {
  readonly environment: EnvironmentName;
  readonly stacks: readonly Stack[];
  /** The environment's name once more: the answer to the question. */
  readonly confirm?: string;
}

export async function run({ environment: name, stacks, confirm }: DestroyOptions): Promise<number> {
  const command = `npm run destroy -- ${name}`;
  if (confirm !== undefined && confirm !== name) {
    throw new UserError(`--confirm is "${confirm}", but the environment is ${name}. Nothing was changed.`);
  }
  return exclusively(
    command,
    async () => {
      const steps = new Steps();
      const log = logOf("destroy", name);
      console.log(`\n${bold(`Destroying ${name}`)}\n`);
      const deployment = await prepare(steps, name, log);
      requirePermission(deployment);
      await requireNoConsumers(deployment, stacks);
      await requireNoLocks(steps, deployment);
      const question = {
        text: `This deletes ${await describe(deployment, stacks)} of ${name}, with all data in them. Type the environment's name to go on:`,
        answered: confirm === name,
        flag: `--confirm ${name}`,
      };
      if (!(await confirmByTyping(name, question))) {
        console.log("\n  That is not its name. Nothing was changed.\n");
        return 1;
      }
      await removeEverything(steps, deployment, stacks, { log, again: command });
      console.log(`\n  ${stacks.join(", ")} of ${name} are gone. ${steps.total()}\n`);
      return 0;
    },
    name,
  );
}

async function removeEverything(
  steps: Steps,
  deployment: Deployment,
  stacks: readonly Stack[],
  { log, again }: { readonly log: string; readonly again: string },
): Promise<void> {
  if (stacks.includes("pipeline")) {
    await steps.run(
      "Models",
      () => removeRunTimeThings(deployment.aws, deployment.environment.name),
      ({ runs, endpoints, models, modelPackages }) =>
        `${count(runs, "run")} stopped; ${count(endpoints, "endpoint")}, ${count(models, "model")}, ${count(modelPackages, "model package")} deleted`,
    );
  }
  await steps.run(
    "Stacks",
    ({ now, note }) => destroy(deployment, { stacks, log, again, now, note }),
    describeDestroyed,
  );
  await steps.run(
    "Proof",
    async () => {
      const left = [...(await findTagged(deployment))].filter(([path]) => stacks.includes(path.split("/")[0] as Stack));
      if (left.length === 0) return;
      const lines = left.map(([path, ids]) => `  - ${path}: ${ids.join(", ")}`);
      throw new UserError(
        `These still carry the tags of the environment:\n${lines.join("\n")}\nTo look again: ${again}`,
      );
    },
    () => "nothing carries its tags any more",
  );
}

function requirePermission({ environment: { name, allowDataDestroy } }: Deployment): void {
  if (allowDataDestroy) return;
  throw new UserError(
    `${name} may not be destroyed: it holds data, and src/environments/${name}.ts says allowDataDestroy: false.\n` +
      `Set it to true, review and deploy that, then run this again. Nothing was changed.`,
  );
}

/** What a killed run made would be left behind: its state does not know it. */
async function requireNoLocks(steps: Steps, deployment: Deployment): Promise<void> {
  const locks = await findLocks(steps, deployment);
  if (locks.length === 0) return;
  const { name } = deployment.environment;
  throw new UserError(
    `${locks.map(describeLock).join("\n")}\nWait until that run is done. If it was killed, recover first, so that nothing is left: npm run recover -- ${name}`,
  );
}

/** What reads a stack's outputs has to go first, or with it. */
async function requireNoConsumers(deployment: Deployment, stacks: readonly Stack[]): Promise<void> {
  for (const consumer of allStacks.filter((stack) => !stacks.includes(stack))) {
    const needed = stackDependencies(deployment, consumer).filter((stack) => stacks.includes(stack));
    if (needed.length === 0 || (await resourcesInState(deployment, consumer)) === 0) continue;
    throw new UserError(
      `Stack ${consumer} is deployed and reads outputs of ${needed.join(", ")}. Destroy it too: npm run destroy -- ${deployment.environment.name} ${[...stacks, consumer].join(" ")}`,
    );
  }
}

async function describe(deployment: Deployment, stacks: readonly Stack[]): Promise<string> {
  const numbers = await Promise.all(stacks.map((stack) => resourcesInState(deployment, stack)));
  return stacks.map((stack, index) => `${stack} (${count(numbers[index]!, "resource")})`).join(", ");
}
