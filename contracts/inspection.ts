// What tools/inspect-data reports about a CSV file before training. Written by Python, read by the command line.
import { z } from "zod";
import { metrics, tasks } from "./metrics";

const sentence = z.string().min(1);
const rows = z.int().nonnegative();

export const inspectionSchema = z.object({
  rows,
  columns: z
    .array(
      z.object({
        name: z.string(),
        type: z.enum(["numeric", "text"]),
        missing: rows,
        distinct: rows.describe("different values; a missing value does not count"),
      }),
    )
    .describe("in the order of the file; empty when the file cannot be used"),
  target: z.string(),
  task: z.enum(tasks).nullable().describe("null when the data alone does not tell"),
  taskReason: z.string(),
  metric: z.enum(metrics).nullable().describe("what the quality gate had best compare; null without a task"),
  metricReason: z.string(),
  classes: z
    .array(z.object({ name: z.string(), rows }))
    .describe("of a classification, the most frequent first; empty otherwise"),
  positiveClass: z.string().nullable().describe("the rarer of two classes: binary metrics are about it"),
  identifiers: z.array(z.object({ column: z.string(), reason: sentence })),
  leaks: z.array(z.object({ column: z.string(), score: z.number(), reason: sentence })),
  warnings: z.array(sentence).describe("the file can be used, but a person should know this"),
  problems: z.array(sentence).describe("reasons why the file cannot be used"),
});

export type Inspection = z.output<typeof inspectionSchema>;
