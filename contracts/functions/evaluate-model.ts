// evaluate-model: reads an evaluation and decides whether the model may be deployed. Called by the state machine.
import { z } from "zod";
import type { DecisiveEvaluation } from "../evaluation";

export const payload = z.object({
  /** `s3://` URI of evaluation.json. */
  evaluationUri: z.string().startsWith("s3://"),
  metric: z.string().min(1),
  threshold: z.number(),
  /** How much worse than the champion a model may be and still pass, in units of the metric. */
  championTolerance: z.number().nonnegative(),
  modelPackageGroupName: z.string().min(1),
  /** The registered package that this evaluation belongs to, if it is already registered. */
  modelPackageArn: z.string().optional(),
  /** Further entries for the registry, such as the location of the data. */
  record: z.record(z.string(), z.string()).default({}),
});
export type Payload = z.output<typeof payload>;

/** The registered model that serves the same purpose. */
export interface Champion {
  readonly modelPackageArn: string;
  readonly value: number;
}

export interface Decision {
  readonly passed: boolean;
  /** One sentence for each comparison, failed ones first. */
  readonly reasons: readonly string[];
  readonly metric: string;
  readonly value: number | null;
  readonly threshold: number;
  readonly baseline: number | null;
  readonly champion: Champion | null;
  /** Rows for testing the endpoint. */
  readonly sample: DecisiveEvaluation["sample"];
  /** Metadata for the registry, in characters that it accepts. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The fields of a decision, for code that has to list them; the compiler checks that none is missing. */
export const decisionFields = Object.keys({
  passed: true,
  metric: true,
  value: true,
  threshold: true,
  baseline: true,
  champion: true,
  reasons: true,
  sample: true,
  metadata: true,
} satisfies Record<keyof Decision, true>) as readonly (keyof Decision)[];
