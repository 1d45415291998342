// What the evaluation job wrote, as far as the decision needs it.
import { z } from "zod";
import { problemsOf } from "../shared/problems";

/** Python writes a metric that could not be computed as null; a metric may also be absent. */
const metrics = z.record(z.string(), z.number().nullable());

const schema = z.object({
  task: z.enum(["classification", "regression"]),
  target: z.string().min(1),
  metrics,
  baseline: metrics.default({}),
  sample: z.object({ instances: z.array(z.record(z.string(), z.unknown())).min(1) }),
});

export type Evaluation = z.output<typeof schema>;

/** @throws an Error that says what is wrong with evaluation.json; `NaN` is no JSON and does not get past here. */
export function parseEvaluation(text: string, uri: string): Evaluation {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${uri} is not JSON: ${(error as Error).message}`);
  }
  const result = schema.safeParse(json);
  if (!result.success) throw new Error(`${uri} is not an evaluation: ${problemsOf(result.error)}`);
  return result.data;
}

/** The state machine carries the sample through its states, which hold 256 KB in all: wide rows are cut in number. */
export function carriedSample({ sample }: Evaluation, limitBytes = 64 * 1024): Evaluation["sample"] {
  const [first, ...others] = sample.instances;
  const instances = [first!];
  for (const instance of others) {
    if (Buffer.byteLength(JSON.stringify([...instances, instance])) <= limitBytes) instances.push(instance);
  }
  return { instances };
}
