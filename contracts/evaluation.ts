// evaluation.json: how good a model is on rows it has never seen, compared with a model that has learned nothing.
// Written by ml-src/evaluate.py, read by evaluate-model; kept as long as the model package it belongs to.
import { z } from "zod";
import { tasks } from "./metrics";
import { splitRowsSchema } from "./data-schema";

/** Null where the rows do not allow the metric, such as ROC AUC with a single class. */
const metrics = z.record(z.string(), z.number().nullable());

export const evaluationSchema = z.object({
  task: z.enum(tasks),
  target: z.string().min(1),
  rows: splitRowsSchema,
  metrics: metrics.describe("of the model, on the test rows"),
  baseline: metrics.describe("of always answering the mean or the most frequent class, on the same rows"),
  featureImportances: z
    .array(z.object({ feature: z.string(), importance: z.number() }))
    .describe("loss of score (ROC AUC, R2) when the feature is shuffled; the greatest first"),
  confusionMatrix: z
    .object({ labels: z.array(z.string()), matrix: z.array(z.array(z.int().nonnegative())) })
    .optional()
    .describe("of a classification: a row for each true class, a column for each predicted one, both as in labels"),
  plots: z.array(z.string().min(1)).describe("names of SVG files in the same folder"),
  sample: z
    .object({ instances: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))).min(1) })
    .describe("rows of the test split as the endpoint takes them, without the target"),
  warnings: z.array(z.string().min(1)),
});
export type Evaluation = z.output<typeof evaluationSchema>;

/** What the decision needs. The evaluation of a package that an older release registered may lack the rest. */
export const decisiveEvaluationSchema = evaluationSchema.pick({
  task: true,
  target: true,
  metrics: true,
  baseline: true,
  sample: true,
});
export type DecisiveEvaluation = z.output<typeof decisiveEvaluationSchema>;
