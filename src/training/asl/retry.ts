// Retries errors that pass by themselves, with growing and random delays. Bad data is not among them.
import type { JsonObject } from "./json";

export interface RetryProps {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  /** @default 60 */
  readonly maxDelaySeconds?: number;
}

/** Doubling intervals with full jitter, so that throttled callers do not all come back at once. */
export function retry({ errors, intervalSeconds, maxAttempts, maxDelaySeconds = 60 }: RetryProps): JsonObject {
  return {
    ErrorEquals: [...errors],
    IntervalSeconds: intervalSeconds,
    MaxAttempts: maxAttempts,
    BackoffRate: 2,
    MaxDelaySeconds: maxDelaySeconds,
    JitterStrategy: "FULL",
  };
}

/**
 * The optimized SageMaker integrations give throttling, service errors and refused requests one name,
 * `SageMaker.AmazonSageMakerException` (AWS's own sample retries it a thousand times). No job runs before the request
 * is accepted, so repeating a request that will never be accepted costs only half a minute. A failed *job* is
 * `States.TaskFailed`, which is not retried because its data will not get better.
 */
export const sageMakerJobRetries = [
  retry({ errors: ["SageMaker.AmazonSageMakerException"], intervalSeconds: 2, maxAttempts: 4 }),
  retry({
    errors: ["SageMaker.ResourceLimitExceededException"],
    intervalSeconds: 60,
    maxAttempts: 5,
    maxDelaySeconds: 900,
  }),
];

/**
 * The same for calls through the AWS SDK integration of a service, whose generic error is
 * `<Service>.<Service>Exception`.
 */
export function sdkRetries(service: "S3" | "SageMaker"): JsonObject[] {
  return [
    retry({
      errors: [`${service}.${service}Exception`, `${service}.SdkClientException`],
      intervalSeconds: 2,
      maxAttempts: 4,
    }),
  ];
}

/** Errors of the Lambda service, not of the function's code (Step Functions best practices, "Lambda exceptions"). */
export const lambdaRetries = [
  retry({
    errors: [
      "Lambda.AWSLambdaException",
      "Lambda.ClientExecutionTimeoutException",
      "Lambda.SdkClientException",
      "Lambda.ServiceException",
      "Lambda.TooManyRequestsException",
    ],
    intervalSeconds: 2,
    maxAttempts: 5,
  }),
];

export const snsRetries = [
  retry({
    errors: ["SNS.AmazonSNSException", "SNS.InternalErrorException", "SNS.ThrottledException"],
    intervalSeconds: 2,
    maxAttempts: 4,
  }),
];
