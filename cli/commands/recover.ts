// `npm run recover -- ENV`: after a run that was killed: releases its locks, adopts what it made, deploys on.
import type { EnvironmentName } from "../../src/environments";
import { deployStacks } from "../deploy/deploy-stacks";
import { logOf, prepare } from "../deploy/prepare";
import { stacks } from "../deploy/synthesized";
import { confirm } from "../terminal/confirm";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";
import { exclusively } from "../command-lock";
import { findLocks, releaseLocks } from "../recover/offer";

export interface RecoverOptions {
  readonly environment: EnvironmentName;
  readonly yes: boolean;
}

export async function run({ environment: name, yes }: RecoverOptions): Promise<number> {
  const command = `npm run recover -- ${name}`;
  return exclusively(
    command,
    async () => {
      const steps = new Steps();
      const log = logOf("recover", name);
      console.log(`\n${bold(`Recovering ${name}`)}\n`);
      const deployment = await prepare(steps, name, log);
      const locks = await findLocks(steps, deployment);
      const question = { text: "Is that run dead, and may its locks be released?", flag: "--yes" };
      if (locks.length > 0 && !(await confirm({ ...question, answered: yes }))) return 1;
      if (locks.length > 0) await releaseLocks(steps, deployment, locks);
      const changed = await deployStacks(steps, deployment, { stacks, log, yes, adopt: true, again: command });
      if (changed === undefined) {
        console.log("\n  Nothing was adopted.\n");
        return 1;
      }
      console.log(`\n  ${name} is as it should be. ${steps.total()}\n`);
      return 0;
    },
    name,
  );
}
