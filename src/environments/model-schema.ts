// The shape of a model: what it learns (models/<name>/model.ts), and how an environment trains and serves it.
import { z } from "zod";
import { modelNamePattern } from "../../contracts/names";
import { between, instanceType, text, whole } from "./fields";
import { metricsByTask, thresholdDefaults } from "./metrics";

const kebabCase = 'letters, digits and single hyphens, such as "machine-failure"';
export const modelName = text(kebabCase, modelNamePattern);

const schedule = z.strictObject({
  expression: text('"rate(1 day)" or "cron(0 6 * * ? *)"', /^(rate|cron)\(.+\)$/),
  /** A file that has to be among the model's uploads at that time, under the same name in every environment. */
  data: text('the name of a CSV file in the folder of the model\'s uploads, such as "weekly.csv"', /^[^/].*\.csv$/),
});

export const definitionSchema = z
  .strictObject({
    task: z.enum(["classification", "regression"]),
    target: text("the name of the column to predict"),
    /** Columns that the model must not see. */
    drop: z.array(text("the name of a column")).default([]),
    /** The metric that the quality gate compares; by default roc_auc or r2. */
    metric: z.enum([...metricsByTask.classification, ...metricsByTask.regression]).optional(),
    /** The value a model has to reach to be deployed; the default depends on the metric. */
    threshold: z.number("a number").optional(),
    /** How much worse than the registered champion a model may be and still pass. */
    championTolerance: between(0, 1).default(0.02),
    seed: whole(0, 2 ** 31 - 1).default(42),
    /** Trains at set times, in addition to every upload. */
    schedule: schedule.optional(),
    /** The folder below `incoming/` with the files it learns from. @default the model's name, for this model alone */
    uploads: modelName.optional(),
  })
  .transform((model) => {
    const metric = model.metric ?? metricsByTask[model.task][0];
    return { ...model, metric, threshold: model.threshold ?? thresholdDefaults[metric] };
  });

const training = z
  .strictObject({
    instanceType: instanceType.default("ml.m5.large"),
    processingInstanceType: instanceType.default("ml.m5.large"),
    /** Trains on spare capacity, which costs less but may have to be waited for. */
    spot: z.boolean(),
    maxRuntimeSeconds: whole(60, 432_000).default(3600),
    /** How long a spot job may take in all, waiting included; with spot only. */
    maxWaitSeconds: whole(60, 432_000).optional(),
    /** Seconds between two checks of an endpoint that is being created. */
    pollSeconds: whole(1, 300).default(30),
  })
  .transform((training) => {
    const { spot, maxRuntimeSeconds, maxWaitSeconds = 2 * maxRuntimeSeconds } = training;
    return { ...training, maxWaitSeconds: spot ? maxWaitSeconds : undefined };
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

export const settingsSchema = z.strictObject({
  /**
   * Whether a model that passed the gate is deployed at once ("automatic") or after a person approves it ("manual").
   */
  approval: z.enum(["automatic", "manual"]),
  training,
  endpoint,
  /** Whether the model's schedule, if it has one, runs in this environment. */
  scheduled: z.boolean().default(true),
});

/** What models/<name>/model.ts contains; fields with a default may be left out. */
export type ModelInput = z.input<typeof definitionSchema>;
/** What an environment says about a model that it runs. */
export type ModelSettingsInput = z.input<typeof settingsSchema>;

/** A model as one environment runs it: complete and valid. */
export type Model = Readonly<
  Omit<z.output<typeof definitionSchema>, "uploads"> &
    Omit<z.output<typeof settingsSchema>, "scheduled"> & {
      name: string;
      /** The folder below `incoming/`. */
      uploads: string;
      /** Whether other models may read from the folder as well. */
      sharedUploads: boolean;
    }
>;

/** The definition and the environment's settings, in one object. */
export function combine(
  name: string,
  { uploads = name, schedule: definedSchedule, ...definition }: z.output<typeof definitionSchema>,
  { scheduled, ...settings }: z.output<typeof settingsSchema>,
): Model {
  const schedule = scheduled ? definedSchedule : undefined;
  return { name, ...definition, ...settings, schedule, uploads, sharedUploads: uploads !== name };
}
