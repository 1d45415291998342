// Names and locations of what a run creates. They depend on the run, and on how often something has been tried.
import { paths } from "../../../contracts/state-paths";
import { s3Uri } from "../../../contracts/storage";
import { execution, format, retryCount } from "../asl";

/** Twelve hexadecimal digits, the last part of a random UUID, generated once per run to make its names unique. */
export const newRunId = "States.ArrayGetItem(States.StringSplit(States.UUID(), '-'), 4)";

/**
 * `<environment>-<model>--<step>-<run's id>-<redrives>[-<attempts>]-<retries>`: at most 63 characters of `[a-z0-9-]`,
 * and new for each attempt, because SageMaker never releases the name of a job.
 *
 * @param prefix `<environment>-<model>--<step>`
 * @param attempts a path to one more counter, for a state that is repeated by other means than Retry
 */
export function nameExpression(prefix: string, attempts?: string): string {
  const counters = [execution.redriveCount, ...(attempts ? [attempts] : []), retryCount];
  return format([prefix, "{}", ...counters.map(() => "{}")].join("-"), paths.runId, ...counters);
}

/** The last part of an ARN such as `arn:…:model/<name>`, as an expression. */
export function nameInArn(path: string): string {
  return `States.ArrayGetItem(States.StringSplit(${path}, '/'), 1)`;
}

/**
 * `s3://<bucket>/<prefix><execution name>/<path>`, as an expression.
 *
 * @param prefix ends in a slash
 */
export function runUriExpression(bucketName: string, prefix: string, path: string): string {
  return format(s3Uri(bucketName, `${prefix}{}/${path}`), execution.name);
}
