// `npm run diff -- ENV [STACK…]`: what Terraform would do, in Terraform's own words.
import type { EnvironmentName } from "../../src/environments";
import { logOf, prepare } from "../deploy/prepare";
import { resourcesInState } from "../deploy/state";
import { type Stack, stackDependencies, stackFolder } from "../deploy/synthesized";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";
import { throwIfInterrupted } from "../../packages/process/interrupt";
import { exclusively } from "../command-lock";
import { runInteractive } from "../../packages/process/run";

export interface DiffOptions {
  readonly environment: EnvironmentName;
  readonly stacks: readonly Stack[];
}

export async function run({ environment: name, stacks }: DiffOptions): Promise<number> {
  return exclusively(
    `npm run diff -- ${name}`,
    async () => {
      const deployment = await prepare(new Steps(), name, logOf("diff", name), { stacks, readOnly: true });
      const failed: string[] = [];
      for (const stack of stacks) {
        throwIfInterrupted();
        console.log(`\n${bold(stack)}`);
        const producers = stackDependencies(deployment, stack);
        const resources = await Promise.all(producers.map((producer) => resourcesInState(deployment, producer)));
        const waitsFor = producers.filter((_, index) => resources[index] === 0);
        if (waitsFor.length > 0) {
          console.log(`Reads outputs of ${waitsFor.join(", ")}, not deployed yet: it can be planned after them.`);
          continue;
        }
        const args = [`-chdir=${stackFolder(deployment, stack)}`, "plan", "-input=false", "-lock=false"];
        if ((await runInteractive("terraform", args, deployment.variables)) !== 0) failed.push(stack);
      }
      if (failed.length > 0) console.error(`\nCould not be planned: ${failed.join(", ")}`);
      return failed.length > 0 ? 1 : 0;
    },
    name,
  );
}
