// `npm run recover -- ENV`: after a killed run, releases its locks, adopts its resources, and continues to deploy.
import type { EnvironmentName } from "../../src/environments";
import { deployStacks } from "../deploy/deploy-stacks";
import { findingsOf } from "../review/terminal";
import { prepare } from "../deploy/prepare";
import { adoptionFor } from "../recover/adoption";
import { confirm } from "../terminal/confirm";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";
import { withCommandLock } from "../command-lock";
import { findLocks, releaseLocks } from "../recover/offer";

export interface RecoverOptions {
  readonly environment: EnvironmentName;
  readonly yes: boolean;
}

export async function run({ environment: name, yes }: RecoverOptions): Promise<number> {
  return withCommandLock(
    `npm run recover -- ${name}`,
    async () => {
      const steps = new Steps();
      console.log(`\n${bold(`Recovering ${name}`)}\n`);
      const deployment = await prepare(steps, name, { command: "recover" });
      const locks = await findLocks(steps, deployment);
      const question = { text: "Is that run dead, and may its locks be released?", flag: "--yes" };
      if (locks.length > 0 && !(await confirm({ ...question, answered: yes }))) return 1;
      if (locks.length > 0) await releaseLocks(steps, deployment, locks);
      const changed = await deployStacks(steps, deployment, {
        stacks: deployment.synthesis.names,
        yes,
        adoption: adoptionFor(deployment),
        describe: findingsOf(deployment),
      });
      if (changed === undefined) {
        console.log("\n  Nothing was adopted.\n");
        return 1;
      }
      console.log(`\n  ${name} is up to date. ${steps.total()}\n`);
      return 0;
    },
    name,
  );
}
