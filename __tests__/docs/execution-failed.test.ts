// The runbook for failed executions names what the state machine really ends with: raw failures, as the services report
// them, pass through its own states, and the runbook has a row for each resulting error and cause.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environment } from "../support/environments";
import { aslOf } from "../support/training-definition";
import { failureRecord } from "./failure-record";

const states = aslOf(environment("prod")).States;
const page = readFileSync(join(__dirname, "../../docs/runbooks/execution-failed.md"), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

const failedJob = (description: object) => ({ Error: "States.TaskFailed", Cause: JSON.stringify(description) });

it.each([
  {
    what: "a processing script that refuses the data",
    raw: failedJob({
      FailureReason: "AlgorithmError: See job logs for more information",
      ExitMessage: "DataError: a.csv: row 7 has 3 fields instead of 4",
    }),
    error: "TaskFailed",
    cause: "DataError:",
  },
  {
    what: "a processing script that breaks",
    raw: failedJob({ FailureReason: "AlgorithmError: See job logs", ExitMessage: "ValueError: the oven is cold" }),
    error: "TaskFailed",
    cause: "ValueError:",
    row: "another name that ends in `Error:`",
  },
  {
    what: "a training script that breaks",
    raw: failedJob({ FailureReason: "AlgorithmError: ValueError: the oven is cold, exit code: 1" }),
    error: "TaskFailed",
    cause: "AlgorithmError:",
  },
  {
    what: "no instance",
    raw: failedJob({ FailureReason: "CapacityError: Unable to provision requested ML compute capacity." }),
    error: "TaskFailed",
    cause: "CapacityError:",
  },
  {
    what: "a job over its time",
    raw: failedJob({ TrainingJobStatus: "Stopped", SecondaryStatus: "MaxRuntimeExceeded" }),
    error: "TaskFailed",
    cause: "The job ended as MaxRuntimeExceeded.",
  },
  {
    what: "a job that does not even end",
    raw: { Error: "States.Timeout", Cause: "" },
    error: "Timeout",
    cause: "No cause was given",
  },
  {
    what: "a timeout without any cause",
    raw: { Error: "States.Timeout" },
    error: "Timeout",
    cause: "No cause was given",
  },
  {
    what: "a request that SageMaker refuses",
    raw: {
      Error: "SageMaker.AmazonSageMakerException",
      Cause: "User: arn:aws:sts::1:x is not authorized to perform: x",
    },
    error: "SageMaker.AmazonSageMakerException",
    cause: "User:",
    row: "SageMaker's own words",
  },
  {
    what: "a quota",
    raw: { Error: "SageMaker.ResourceLimitExceededException", Cause: "The account-level service limit 'x' is 0" },
    error: "SageMaker.ResourceLimitExceededException",
    cause: "The account-level service limit",
    row: "SageMaker's own words",
  },
  {
    what: "a function that throws",
    raw: {
      Error: "Error",
      Cause: JSON.stringify({ errorType: "Error", errorMessage: "s3://b/k is not JSON", trace: [] }),
    },
    error: "Error",
    cause: "s3://b/k is not JSON",
    row: "the sentence of the function",
  },
])("$what: $error, $cause", ({ raw, error, cause, row = cause }) => {
  const record = failureRecord(states, raw);
  expect(record.error).toBe(error);
  expect(record.cause.startsWith(cause)).toBe(true);
  const matching = rows.filter(([, errors, begins]) => errors!.includes(`\`${error}\``) && begins!.includes(row));
  expect(matching).toHaveLength(1);
});

it("every error that the state machine itself names has a row", () => {
  const named = Object.values(states).flatMap(({ Parameters }) =>
    [...JSON.stringify(Parameters ?? {}).matchAll(/"Error":"(\w+)"/g)].map((match) => match[1]!),
  );
  expect(named.length).toBeGreaterThan(5);
  const errors = rows.map(([, cell]) => cell).join(" ");
  expect(named.filter((name) => !errors.includes(`\`${name}\``))).toEqual([]);
});

it("no row speaks of an error that cannot appear: names of Step Functions lose their prefix", () => {
  expect(rows.filter(([, errors]) => errors!.includes("States."))).toEqual([]);
});
