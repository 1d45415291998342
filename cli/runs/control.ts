// Stops a run, or starts it again with the same input.
import { randomBytes } from "node:crypto";
import { SFNClient, StartExecutionCommand, StopExecutionCommand } from "@aws-sdk/client-sfn";
import { UserError } from "../../packages/errors";
import type { FoundRun } from "./find";

/** Step Functions stops its jobs as well. */
export async function stopRun({ model, arn, name, running }: FoundRun): Promise<void> {
  if (!running) throw new UserError(`The run ${name} has ended already.`);
  const stop = new StopExecutionCommand({ executionArn: arn, error: "Stopped", cause: "npm run runs -- … --stop" });
  await new SFNClient(model.aws).send(stop);
}

/** Returns the ARN of the new run. */
export async function runAgain({ model, name, input }: FoundRun): Promise<string> {
  const start = new StartExecutionCommand({
    stateMachineArn: model.outputs.state_machine_arn,
    name: nameOfAgain(name, randomBytes(3).toString("hex")),
    input,
  });
  return (await new SFNClient(model.aws).send(start)).executionArn!;
}

/** `houses-0123456789ab` -> `houses-0123456789ab-again-c0ffee`, without adding a second "again". */
export function nameOfAgain(name: string, suffix: string): string {
  const ending = `-again-${suffix}`;
  // Step Functions allows 80 characters.
  return `${name.replace(/-again-[0-9a-f]{6}$/, "").slice(0, 80 - ending.length)}${ending}`;
}
