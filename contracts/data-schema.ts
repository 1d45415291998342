// schema.json: what is known about the columns. Written by ml-src/preprocess.py; read by training, by the evaluation,
// and by the endpoint, which gets it in the model's archive.
import { z } from "zod";

const rows = z.int().nonnegative();

/** Number of rows that have a target, by split. */
export const splitRowsSchema = z.object({ train: rows, validation: rows, test: rows });

/** Over the train rows only. A statistic that does not fit into a double, or has no values, is null or absent. */
const columnSchema = z.object({
  name: z.string().min(1),
  type: z.enum(["numeric", "text"]),
  missing: rows,
  mean: z.number().nullable().optional(),
  std: z.number().nullable().optional().describe("of the population"),
  min: z.number().optional(),
  max: z.number().optional(),
  distinct: rows.optional().describe("of a text"),
  mostFrequent: z.record(z.string(), rows).optional().describe("of a text: at most 20 values and their rows"),
});

const common = {
  columns: z.array(z.string().min(1)).describe("all columns of the file, in their order, the target included"),
  target: z.string().min(1),
  rows: splitRowsSchema,
  features: z.array(columnSchema).min(1).describe("in the order in which the endpoint takes values"),
  dropped: z.array(z.string().min(1)).describe("columns that are not features: by choice, or found to be useless"),
  warnings: z.array(z.string().min(1)),
};

export const dataSchema = z.union([
  z.object({
    task: z.literal("classification"),
    ...common,
    classes: z.array(z.string()).min(2),
    trainRowsPerClass: z.record(z.string(), rows),
    positiveClass: z.string().nullable().describe("the rarer of two classes; null where there are more"),
  }),
  z.object({ task: z.literal("regression"), ...common, targetStatistics: columnSchema }),
]);
export type DataSchema = z.output<typeof dataSchema>;
