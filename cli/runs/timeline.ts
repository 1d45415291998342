// A run's history in readable form: its states, their durations, and what was retried.
import type { HistoryEvent } from "@aws-sdk/client-sfn";

export interface StateRun {
  readonly name: string;
  /** "Task", "Wait", "Pass", "Choice", "Succeed", "Fail", … */
  readonly type: string;
  /** Total time in this state, in milliseconds: a loop visits it several times. */
  duration: number;
  visits: number;
  /** The failures of its task; a failure may be an expected response that the state catches. */
  readonly failures: Failure[];
  /** How often its task was started. */
  attempts: number;
  /** The last SageMaker job that it started. */
  job?: Job;
  entered?: number;
}

export interface Failure {
  readonly error: string;
  readonly cause: string;
}

export interface Job {
  readonly kind: "TrainingJobs" | "ProcessingJobs";
  readonly name: string;
}

/** States in the order of their first visit. */
export function timeline(events: readonly HistoryEvent[]): readonly StateRun[] {
  const states = new Map<string, StateRun>();
  let current: StateRun | undefined;
  for (const event of events) {
    const entered = event.stateEnteredEventDetails?.name;
    const at = event.timestamp!.getTime();
    if (entered) {
      current = states.get(entered) ?? {
        name: entered,
        type: event.type!.replace("StateEntered", ""),
        duration: 0,
        visits: 0,
        failures: [],
        attempts: 0,
      };
      states.set(entered, current);
      current.visits++;
      current.entered = at;
    }
    if (!current) continue;
    if (event.type === "TaskScheduled") current.attempts++;
    const job = startedJob(event);
    if (job) current.job = job;
    const failure = failureOf(event);
    if (failure) current.failures.push(failure);
    if (event.stateExitedEventDetails && current.entered !== undefined) {
      current.duration += at - current.entered;
      current.entered = undefined;
    }
  }
  return [...states.values()];
}

/**
 * Whether a state does work: the others only pass data on, except the quality gate, whose result everyone waits for.
 */
export function isMilestone({ name, type }: StateRun): boolean {
  return name === "QualityGate" || (type !== "Pass" && type !== "Choice");
}

function failureOf(event: HistoryEvent): Failure | undefined {
  const details =
    event.taskFailedEventDetails ??
    event.taskSubmitFailedEventDetails ??
    event.taskStartFailedEventDetails ??
    event.taskTimedOutEventDetails ??
    event.lambdaFunctionFailedEventDetails;
  return details && { error: details.error ?? "Unknown", cause: details.cause ?? "" };
}

function startedJob(event: HistoryEvent): Job | undefined {
  const parameters = event.taskScheduledEventDetails?.parameters;
  if (!parameters) return undefined;
  const { TrainingJobName, ProcessingJobName } = JSON.parse(parameters) as Record<string, string | undefined>;
  if (TrainingJobName) return { kind: "TrainingJobs", name: TrainingJobName };
  return ProcessingJobName ? { kind: "ProcessingJobs", name: ProcessingJobName } : undefined;
}
