// `npm run destroy -- ENV`: deletes an environment with its data, if it allows that and a person confirms twice.
import type { EnvironmentName } from "../../src/environments";
import { UserError } from "../../packages/errors";
import { chosenStacks } from "../deploy/chosen-stacks";
import { describeDestroyed, destroyStacks } from "../deploy/destroy";
import { describeLock } from "../deploy/locks";
import type { SynthesizedDeployment } from "../deploy/deployment";
import { prepare } from "../deploy/prepare";
import { type DeployedStack, deployedStacks } from "../deploy/states";
import { requirePermission } from "../teardown/permission";
import { deleteRuntimeResources, describeDeleted } from "../teardown/run-time";
import { confirmByTyping } from "../terminal/confirm";
import { Steps } from "../terminal/steps";
import { bold, count } from "../terminal/text";
import { withCommandLock } from "../command-lock";
import { findLocks } from "../recover/offer";
import { findTagged } from "../recover/tagged-resources";

export interface DestroyOptions {
  readonly environment: EnvironmentName;
  readonly stacks: readonly string[];
  /** The environment's name again, as the answer to the question. */
  readonly confirm?: string;
}

export async function run({ environment: name, stacks: named, confirm }: DestroyOptions): Promise<number> {
  if (confirm !== undefined && confirm !== name) {
    throw new UserError(`--confirm is "${confirm}", but the environment is ${name}. Nothing was changed.`);
  }
  return withCommandLock(
    `npm run destroy -- ${name}`,
    async () => {
      const steps = new Steps();
      console.log(`\n${bold(`Destroying ${name}`)}\n`);
      const deployment = await prepare(steps, name, { command: "destroy" });
      const stacks = await chosen(deployment, named);
      // The review covered the removal of a stack from the code, so no further permission is needed.
      const inCode = stacks.map((stack) => stack.name).filter((stack) => deployment.synthesis.has(stack));
      if (inCode.length > 0 || stacks.length === 0) requirePermission(deployment.environment, inCode);
      await requireNoLocks(steps, deployment);
      const question = {
        text: `This deletes ${describe(stacks)} of ${name}, with all data in them. Type the environment's name to go on:`,
        answered: confirm === name,
        flag: `--confirm ${name}`,
      };
      if (!(await confirmByTyping(name, question))) {
        console.log("\n  That is not its name. Nothing was changed.\n");
        return 1;
      }
      await removeEverything(steps, deployment, stacks);
      const names = stacks.length > 0 ? stacks.map((stack) => stack.name).join(", ") : "All stacks";
      console.log(`\n  ${names} of ${name} are gone. ${steps.total()}\n`);
      return 0;
    },
    name,
  );
}

/**
 * The named stacks that are deployed, even if no longer in the code. Must include the stacks that read their outputs.
 */
async function chosen(deployment: SynthesizedDeployment, named: readonly string[]): Promise<readonly DeployedStack[]> {
  const { environment, synthesis } = deployment;
  const deployed = await deployedStacks(deployment);
  const removed = deployed.map(({ name }) => name).filter((name) => !synthesis.has(name));
  const names = chosenStacks(named, [...synthesis.names, ...removed]);
  for (const consumer of deployed.filter(({ name }) => !names.includes(name))) {
    const needed = consumer.producers.filter((producer) => names.includes(producer));
    if (needed.length === 0) continue;
    throw new UserError(
      `Stack ${consumer.name} is deployed and reads outputs of ${needed.join(", ")}. Destroy it too: npm run destroy -- ${environment.name} ${[...names, consumer.name].join(" ")}`,
    );
  }
  return names.flatMap((name) => deployed.filter((stack) => stack.name === name));
}

async function removeEverything(
  steps: Steps,
  deployment: SynthesizedDeployment,
  stacks: readonly DeployedStack[],
): Promise<void> {
  const { aws, environment, again } = deployment;
  const names = stacks.map(({ name }) => name);
  await steps.run("Models", () => deleteRuntimeResources(aws, environment.name, names), describeDeleted);
  await steps.run("Stacks", (progress) => destroyStacks(progress, deployment, stacks), describeDestroyed);
  await steps.run(
    "Proof",
    async () => {
      const tagged = [...(await findTagged(aws, environment.name))];
      const left = tagged.filter(([path]) => names.includes(path.split("/")[0]!));
      if (left.length === 0) return;
      const lines = left.map(([path, ids]) => `  - ${path}: ${ids.join(", ")}`);
      throw new UserError(
        `These still carry the tags of the environment:\n${lines.join("\n")}\nTo look again: ${again}`,
      );
    },
    () => "nothing carries its tags any more",
  );
}

/** What a killed run created would be left behind, because the state does not list it. */
async function requireNoLocks(steps: Steps, deployment: SynthesizedDeployment): Promise<void> {
  const locks = await findLocks(steps, deployment);
  if (locks.length === 0) return;
  const { name } = deployment.environment;
  throw new UserError(
    `${locks.map(describeLock).join("\n")}\nWait until that run is done. If it was killed, recover first, so that nothing is left: npm run recover -- ${name}`,
  );
}

function describe(stacks: readonly DeployedStack[]): string {
  if (stacks.length === 0) return "nothing: no stack is deployed";
  return stacks.map(({ name, resources }) => `${name} (${count(resources, "resource")})`).join(", ");
}
