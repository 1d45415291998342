// `npm run diff -- ENV [STACK…]`: shows what Terraform would do, in its own output.
import type { EnvironmentName } from "../../src/environments";
import { chosenStacks } from "../deploy/chosen-stacks";
import { missingProducers } from "../deploy/plan-stack";
import { prepare } from "../deploy/prepare";
import { stackFolder } from "../deploy/stack-folder";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";
import { throwIfInterrupted } from "../../packages/process/interrupt";
import { withCommandLock } from "../command-lock";

export interface DiffOptions {
  readonly environment: EnvironmentName;
  readonly stacks: readonly string[];
}

export async function run({ environment: name, stacks: named }: DiffOptions): Promise<number> {
  return withCommandLock(
    `npm run diff -- ${name}`,
    async () => {
      const deployment = await prepare(new Steps(), name, { command: "diff", readOnly: true });
      const stacks = chosenStacks(named, deployment.synthesis.names);
      const failed: string[] = [];
      for (const stack of stacks) {
        throwIfInterrupted();
        console.log(`\n${bold(stack)}`);
        const waitsFor = await missingProducers(deployment, stack);
        if (waitsFor.length > 0) {
          console.log(`Reads outputs of ${waitsFor.join(", ")}, not deployed yet: it can be planned after them.`);
          continue;
        }
        if ((await (await stackFolder(deployment, stack)).showPlan()) !== 0) failed.push(stack);
      }
      if (failed.length > 0) console.error(`\nCould not be planned: ${failed.join(", ")}`);
      return failed.length > 0 ? 1 : 0;
    },
    name,
  );
}
