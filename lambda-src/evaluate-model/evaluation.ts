// Reads the part of the evaluation job's result that the decision needs.
import { type DecisiveEvaluation, decisiveEvaluationSchema } from "../../contracts/evaluation";
import { problemsOf } from "../shared/problems";

/** @throws an Error that says what is wrong with evaluation.json; `NaN` is not valid JSON and is refused here. */
export function parseEvaluation(text: string, uri: string): DecisiveEvaluation {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${uri} is not JSON: ${(error as Error).message}`);
  }
  const result = decisiveEvaluationSchema.safeParse(json);
  if (!result.success) throw new Error(`${uri} is not an evaluation: ${problemsOf(result.error)}`);
  return result.data;
}

/**
 * The state machine carries the sample in its state, which is limited to 256 KB, so wide rows are reduced in number.
 */
export function carriedSample({ sample }: DecisiveEvaluation, limitBytes = 64 * 1024): DecisiveEvaluation["sample"] {
  const [first, ...others] = sample.instances;
  const instances = [first!];
  for (const instance of others) {
    if (Buffer.byteLength(JSON.stringify([...instances, instance])) <= limitBytes) instances.push(instance);
  }
  return { instances };
}
