// A Terraform that was killed leaves its state locked. Locally we can tell whether anyone still works on it.
import { S3Client } from "@aws-sdk/client-s3";
import { UserError } from "../../src/errors";
import type { ClientSettings } from "../local-aws/clients";
import { stackFolder } from "../paths";
import { pause } from "../process/interrupt";
import { run } from "../process/run";
import { terraformRunsIn } from "../process/terraform-runs";
import { signal } from "../process/tree";
import { unattended } from "../setup/terraform-settings";
import { readObject, stateKey } from "./state-bucket";
import { stacks } from "./synthesized";

const patience = 60_000;

/** Releases the locks whose holder is gone; tells which. A holder that still runs is an error. */
export async function releaseStaleLocks(
  settings: ClientSettings,
  env: NodeJS.ProcessEnv,
  note: (text: string) => void,
): Promise<void> {
  const s3 = new S3Client(settings);
  for (const stack of stacks) {
    const text = await readObject(s3, `${stateKey(stack)}.tflock`);
    if (text === undefined) continue;
    const holder = terraformRunsIn(stackFolder(stack))[0];
    if (holder) {
      throw new UserError(
        `Terraform (process ${holder.pid}) still works on stack ${stack}. Wait until it is done, or end it: kill -INT ${holder.pid}`,
      );
    }
    const { ID, Created } = JSON.parse(text) as { ID: string; Created: string };
    const { code, lines } = await run("terraform", ["force-unlock", "-force", ID], {
      cwd: stackFolder(stack),
      env: { ...env, ...unattended },
    });
    if (code !== 0) throw new UserError(`The lock of stack ${stack} could not be released:\n${lines.join("\n")}`);
    note(`${stack}: released the lock that a killed run left at ${Created}`);
  }
}

/** Before a destroy: lets whatever Terraform still runs here save its state and end. */
export async function endTerraformRuns(note: (text: string) => void): Promise<void> {
  const runs = stacks.flatMap((stack) => terraformRunsIn(stackFolder(stack)).map(({ pid }) => ({ stack, pid })));
  for (const { stack, pid } of runs) {
    note(`${stack}: ending Terraform (process ${pid}), which an interrupted start left running`);
    signal(pid, "SIGINT");
  }
  const deadline = Date.now() + patience;
  while (stacks.some((stack) => terraformRunsIn(stackFolder(stack)).length > 0)) {
    if (Date.now() > deadline) throw new UserError("Terraform did not end within a minute of SIGINT; look at `ps`.");
    await pause(200);
  }
}
