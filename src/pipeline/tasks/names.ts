// Names of what a run creates. They come from the execution, and from how often something was tried already.
import { runName } from "../../naming";

/** Where a state keeps how often it was tried again after a pause. */
export const attemptsPath = (step: string) => `$.run.attempts.${step}.count`;

/**
 * `<environment>-<step>-<MD5 of the execution's ARN>-<redrives>-<retries>`: at most 63 characters of `[a-z0-9-]`, and new
 * for each try, because SageMaker never forgets the name of a job.
 *
 * @param attempts a path to one more counter, where a state is tried again by other means than Retry
 */
export function nameExpression(environmentName: string, step: string, attempts?: string): string {
  const counters = ["$$.Execution.RedriveCount", ...(attempts ? [attempts] : []), "$$.State.RetryCount"];
  const template = [runName(environmentName, step), "{}", ...counters.map(() => "{}")].join("-");
  return `States.Format('${template}', States.Hash($$.Execution.Id, 'MD5'), ${counters.join(", ")})`;
}

/** The last part of an ARN such as `arn:…:model/<name>`, as an expression. */
export function nameInArn(path: string): string {
  return `States.ArrayGetItem(States.StringSplit(${path}, '/'), 1)`;
}

/** `s3://<bucket>/runs/<execution name>/<path>`, as an expression: what is kept of a run. */
export function runUriExpression(bucketName: string, path: string): string {
  return uriExpression(bucketName, "runs", path);
}

/** `s3://<bucket>/temporary/<execution name>/<path>`, as an expression: the bucket's lifecycle rule removes it. */
export function temporaryUriExpression(bucketName: string, path: string): string {
  return uriExpression(bucketName, "temporary", path);
}

function uriExpression(bucketName: string, prefix: string, path: string): string {
  return `States.Format('s3://${bucketName}/${prefix}/{}/${path}', $$.Execution.Name)`;
}
