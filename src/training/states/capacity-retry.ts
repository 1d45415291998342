// Restarts a job after a pause if there was no capacity for it or SageMaker itself failed.
import { paths } from "../../../contracts/state-paths";
import type { StateName } from "../../../contracts/state-names";
import type { JobStep } from "../../../contracts/steps";
import { all, any, choice, isBelow, isText, matches, pass, type State, wait } from "../asl";

/** At most this many further attempts, each after this many endpoint polls (five minutes with polls 30 s apart). */
const furtherAttempts = 3;
const pauseInPolls = 10;

type Job = Capitalize<JobStep>;

/** The states that one job adds, named after it. */
export type RetriedStates<J extends Job> = Record<J | `${J}Failed` | `${J}Count` | `${J}Pause`, State<StateName>>;

/**
 * Retry matches an error by its name only. A job that ran and failed is `States.TaskFailed` whatever the reason, so
 * Retry would also repeat jobs with bad data. The reason is in the cause: SageMaker writes "CapacityError: Unable to
 * provision requested ML compute capacity" or "InternalServerError: We encountered an internal error" into
 * FailureReason.
 */
export function retryOnCapacity<J extends Job>(
  name: J,
  pollSeconds: number,
  job: (onError: `${J}Failed`) => State<StateName>,
): RetriedStates<J> {
  const counter = paths.attempts(name.toLowerCase() as JobStep);
  const mayPass = any(
    matches(paths.cause, "*FailureReason*CapacityError*"),
    matches(paths.cause, "*FailureReason*InternalServerError*"),
  );
  const states = {
    [name]: job(`${name}Failed`),
    [`${name}Failed`]: choice<StateName>({
      rules: [
        {
          when: all(isText(paths.error, "States.TaskFailed"), mayPass, isBelow(counter, furtherAttempts)),
          next: `${name}Count`,
        },
      ],
      otherwise: "ReadCause",
    }),
    [`${name}Count`]: count(counter, `${name}Pause`),
    [`${name}Pause`]: wait<StateName>({ seconds: pauseInPolls * pollSeconds, next: name }),
  };
  return states as RetriedStates<J>;
}

/** How long all pauses of one job can last together, in seconds. */
export function pausesSeconds(pollSeconds: number): number {
  return furtherAttempts * pauseInPolls * pollSeconds;
}

/** Adds one to the counter at a path that ends in `.count`. */
export function count(counterPath: string, next: StateName): State<StateName> {
  return pass<StateName>({
    parameters: { "count.$": `States.MathAdd(${counterPath}, 1)` },
    resultPath: counterPath.replace(/\.count$/, ""),
    next,
  });
}
