// The stacks that a command was asked to work on.
import { InvalidInputError } from "../../packages/errors";

/**
 * Returns them in the order of `known`, whatever the order on the command line; all of them if none is named.
 * @param known in the order of deployment
 */
export function chosenStacks(named: readonly string[], known: readonly string[]): readonly string[] {
  const unknown = named.filter((name) => !known.includes(name));
  if (unknown.length === 0) return known.filter((stack) => named.length === 0 || named.includes(stack));
  const problems = unknown.map((got) => ({ path: "STACK", got, allowed: known.join(", "), candidates: known }));
  throw new InvalidInputError("STACK is not valid", problems);
}
