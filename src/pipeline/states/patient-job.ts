// A job for which there was no capacity, or that SageMaker itself broke, is started again after a pause.
import { all, any, choice, isBelow, isText, matches, pass, type State, wait } from "../asl";
import type { StateName } from "../state-names";
import { attemptsPath } from "../tasks";

/** At most so many more times, with a pause of so many looks at an endpoint (five minutes where those are 30 s apart). */
const furtherAttempts = 3;
const pauseInPolls = 10;

type Job = "Preprocess" | "Train" | "Evaluate";

/** Of the state's own name; the counter lies at `attemptsPath` of its lower-case name. */
export type PatientStates<J extends Job> = Record<J | `${J}Failed` | `${J}Count` | `${J}Pause`, State<StateName>>;

/**
 * Retry knows an error by its name only. A job that ran and failed is `States.TaskFailed` whatever the reason, so Retry
 * would repeat jobs with bad data. The reason is in the cause: SageMaker writes "CapacityError: Unable to provision
 * requested ML compute capacity" or "InternalServerError: We encountered an internal error" into FailureReason.
 */
export function patiently<J extends Job>(
  name: J,
  pollSeconds: number,
  job: (onError: `${J}Failed`) => State<StateName>,
): PatientStates<J> {
  const counter = attemptsPath(name.toLowerCase());
  const mayPass = any(
    matches("$.failure.Cause", "*FailureReason*CapacityError*"),
    matches("$.failure.Cause", "*FailureReason*InternalServerError*"),
  );
  const states = {
    [name]: job(`${name}Failed`),
    [`${name}Failed`]: choice<StateName>({
      rules: [
        {
          when: all(isText("$.failure.Error", "States.TaskFailed"), mayPass, isBelow(counter, furtherAttempts)),
          next: `${name}Count`,
        },
      ],
      otherwise: "ReadCause",
    }),
    [`${name}Count`]: count(counter, `${name}Pause`),
    [`${name}Pause`]: wait<StateName>({ seconds: pauseInPolls * pollSeconds, next: name }),
  };
  return states as PatientStates<J>;
}

/** How long the pauses of one job can last together, in seconds. */
export function patienceSeconds(pollSeconds: number): number {
  return furtherAttempts * pauseInPolls * pollSeconds;
}

/** Adds one to a counter at a path that ends in `.count`. */
export function count(counterPath: string, next: StateName): State<StateName> {
  return pass<StateName>({
    parameters: { "count.$": `States.MathAdd(${counterPath}, 1)` },
    resultPath: counterPath.replace(/\.count$/, ""),
    next,
  });
}
