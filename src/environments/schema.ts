// The shape of an environment. Combinations of values that AWS refuses are in rules.ts.
import { z } from "zod";
import { metricsByTask, thresholdDefaults } from "./metrics";

export const environmentNames = ["local", "dev", "staging", "prod"] as const;

/**
 * The account of the local AWS, so that synth needs none running. If it had another one, the provider would refuse to
 * deploy, as it refuses any account but an environment's own.
 */
export const localAccount = "123456789012";

/** What CloudWatch Logs accepts (PutRetentionPolicy), in days. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const text = (allowed: string, pattern = /\S/) => z.string(allowed).regex(pattern, allowed);
const whole = (minimum: number, maximum: number) => {
  const allowed = `a whole number from ${minimum} to ${maximum}`;
  return z.int(allowed).min(minimum, allowed).max(maximum, allowed);
};
const instanceType = text('a SageMaker instance type, such as "ml.m5.large"', /^ml\.[a-z0-9-]+\.[a-z0-9]+$/);
const metric = z.enum([...metricsByTask.classification, ...metricsByTask.regression]);

const network = z.strictObject({
  cidr: text('an IPv4 range, such as "10.20.0.0/16"', /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/),
  availabilityZones: z.literal([2, 3]),
  /** Lambda functions in the VPC reach AWS by interface endpoints only; these cost money by the hour. */
  lambdasInVpc: z.boolean(),
});

const schedule = z.strictObject({
  expression: text('"rate(1 day)" or "cron(0 6 * * ? *)"', /^(rate|cron)\(.+\)$/),
  dataUri: text('"s3://bucket/key.csv"', /^s3:\/\/[a-z0-9.-]{3,63}\/.+\.csv$/),
});

const pipeline = z
  .strictObject({
    target: text("the name of the column to predict"),
    drop: z.array(text("the name of a column")).default([]),
    task: z.enum(["classification", "regression"]),
    /** What the quality gate compares; by default roc_auc or r2. */
    metric: metric.optional(),
    /** What a model has to reach to be deployed; the default depends on the metric. */
    threshold: z.number("a number").optional(),
    /** How much worse than the registered champion a model may be and still be accepted. */
    championTolerance: z
      .number("a number from 0 to 1")
      .min(0, "a number from 0 to 1")
      .max(1, "a number from 0 to 1")
      .default(0.02),
    seed: whole(0, 2 ** 31 - 1).default(42),
    approval: z.enum(["automatic", "manual"]),
    processingInstanceType: instanceType.default("ml.m5.large"),
    trainingInstanceType: instanceType.default("ml.m5.large"),
    spot: z.boolean(),
    maxRuntimeSeconds: whole(60, 432_000).default(3600),
    /** How long a spot job may wait and run together; with spot only. */
    maxWaitSeconds: whole(60, 432_000).optional(),
    schedule: schedule.optional(),
    /** Seconds between two looks at an endpoint that is being made. */
    pollSeconds: whole(1, 300).default(30),
    notificationEmails: z.array(z.email('an address, such as "team@example.com"')).default([]),
  })
  .transform((pipeline) => {
    const metric = pipeline.metric ?? metricsByTask[pipeline.task][0];
    const maxWaitSeconds = pipeline.spot ? (pipeline.maxWaitSeconds ?? 2 * pipeline.maxRuntimeSeconds) : undefined;
    return { ...pipeline, metric, threshold: pipeline.threshold ?? thresholdDefaults[metric], maxWaitSeconds };
  });

const endpoint = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("realtime"),
    instanceType: instanceType.default("ml.t2.medium"),
    instanceCount: whole(1, 100).default(1),
  }),
  z.strictObject({
    kind: z.literal("serverless"),
    memoryMb: z.literal([1024, 2048, 3072, 4096, 5120, 6144]),
    maxConcurrency: whole(1, 200),
  }),
]);

const tagValue = text(
  "at most 256 letters, digits, spaces and + - = . _ : / @",
  /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u,
);
const tagKey = text(
  '1 to 128 characters that do not begin with "aws:"',
  /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu,
);

export const environmentSchema = z.strictObject({
  name: z.enum(environmentNames),
  /** The only account that it may be deployed to. Part of bucket names and ARNs, so that synth needs no credentials. */
  account: text('one account id of 12 digits, such as "111122223333"', /^\d{12}$/).default(localAccount),
  region: text('a region, such as "us-east-1"', /^[a-z]{2}(-[a-z]+)+-\d$/),
  network,
  pipeline,
  endpoint,
  logRetentionDays: z.literal(retentionDays),
  tags: z.record(tagKey, tagValue),
  /** The first of two keys to deleting data; the second is the removal policy of the construct that holds it. */
  allowDataDestroy: z.boolean(),
});

export type EnvironmentName = (typeof environmentNames)[number];
/** What a person writes: defaults may be left out. */
export type EnvironmentInput = z.input<typeof environmentSchema>;
/** What the stacks read: complete and valid. */
export type Environment = z.output<typeof environmentSchema>;
