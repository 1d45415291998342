// Reads the outputs of deployed stacks from their states.
import { outputNames, type OutputsOf } from "../../contracts/outputs";
import { UserError } from "../../packages/errors";
import { outputValues } from "../../packages/terraform/state";
import type { Deployment } from "./deployment";
import { stateOf } from "./states";

type Place = Pick<Deployment, "environment" | "aws">;

/** Name -> value of a stack's outputs; undefined if it is not deployed. */
export async function outputsOf<Id extends string>(stack: Id, place: Place): Promise<OutputsOf<Id> | undefined> {
  const values = await publishedBy(stack, place);
  if (Object.keys(values).length === 0) return undefined;
  const missing = outputNames(stack).filter((name) => !(name in values));
  if (missing.length === 0) return values as unknown as OutputsOf<Id>;
  throw new UserError(
    `The stack ${stack} of ${place.environment.name} does not publish ${missing.join(", ")}: it was deployed by an older version, or not to its end. Deploy it again.`,
  );
}

/** All outputs of a stack; empty if it is not deployed. */
export async function publishedBy(stack: string, place: Place): Promise<Readonly<Record<string, unknown>>> {
  return outputValues(await stateOf(place, stack).read());
}
