// Follows a run of the state machine until it ends.
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  ExecutionDoesNotExist,
  type HistoryEvent,
  SFNClient,
  paginateGetExecutionHistory,
} from "@aws-sdk/client-sfn";
import type { RunOutput } from "../../contracts/run";
import type { AwsSettings } from "../aws/settings";
import { seconds } from "../terminal/text";
import { pause } from "../../packages/process/interrupt";
import { type Failure, isMilestone, type StateRun, timeline } from "./timeline";

const interval = 500;

export interface Run {
  readonly name: string;
  readonly arn: string;
  readonly status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  readonly states: readonly StateRun[];
  readonly durationMs: number;
  /** Of a successful run. */
  readonly output?: RunOutput;
  readonly error?: string;
  readonly cause?: string;
}

export function executionArn(stateMachineArn: string, name: string): string {
  return `${stateMachineArn.replace(":stateMachine:", ":execution:")}:${name}`;
}

/** Undefined if no such run was ever started. */
export async function describeRun(
  settings: AwsSettings,
  arn: string,
): Promise<DescribeExecutionCommandOutput | undefined> {
  try {
    return await new SFNClient(settings).send(new DescribeExecutionCommand({ executionArn: arn }));
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined;
    throw error;
  }
}

/** Passes each finished state to `note`, and the running one to `now`. */
export async function followRun(
  settings: AwsSettings,
  arn: string,
  now: (text: string) => void,
  note: (text: string) => void,
): Promise<Run> {
  const sfn = new SFNClient(settings);
  let told = 0;
  for (;;) {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn: arn }));
    const states = timeline(await history(sfn, arn));
    const ended = execution.status !== "RUNNING";
    // A loop may visit the last state again, so it is reported only when another has followed.
    const finished = states.slice(0, ended ? undefined : -1);
    for (const state of finished.slice(told).filter(isMilestone)) note(stateLine(state));
    told = Math.max(told, finished.length);
    if (ended) return result(execution, states);
    const running = states.at(-1);
    now(running?.name ?? "starting");
    await pause(interval);
  }
}

/** `Train   12.3 s   tried again after "Rate exceeded"` */
export function stateLine({ name, duration, failures, visits, attempts }: StateRun): string {
  const again = failures.length > 0 && attempts > 1 ? `   tried again after "${shortCause(failures[0]!)}"` : "";
  const looked = !again && visits > 1 ? `   ${visits} times` : "";
  return `${name.padEnd(22)}${seconds(duration).padStart(9)}${again}${looked}`;
}

/** Without the details of the request, which AWS appends in parentheses. */
function shortCause({ error, cause }: Failure): string {
  const sentence = cause.replace(/ \(Service: .*$/s, "");
  return sentence && sentence.length <= 80 ? sentence : error;
}

async function history(sfn: SFNClient, executionArn: string): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  for await (const page of paginateGetExecutionHistory({ client: sfn }, { executionArn }))
    events.push(...(page.events ?? []));
  return events;
}

function result(execution: DescribeExecutionCommandOutput, states: readonly StateRun[]): Run {
  const { name, executionArn, status, startDate, stopDate, output, error, cause } = execution;
  return {
    name: name!,
    arn: executionArn!,
    status: status as Run["status"],
    states,
    durationMs: (stopDate ?? new Date()).getTime() - startDate!.getTime(),
    output: output ? (JSON.parse(output) as RunOutput) : undefined,
    error,
    cause,
  };
}
