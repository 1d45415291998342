// Whether an environment may be destroyed: deleting data takes two keys, and `destroy` says which is missing.
import { UserError } from "../../packages/errors";
import type { Environment } from "../../src/environments";

/**
 * @param stacks those to be destroyed that are still in the code; the removal of any other has been reviewed
 * @throws a UserError that says what to change
 */
export function requirePermission(
  { name, allowDataDestroy, removal }: Pick<Environment, "name" | "allowDataDestroy" | "removal">,
  stacks: readonly string[],
): void {
  const file = `src/environments/${name}.ts`;
  const then = "review and deploy that, then run this again. Nothing was changed.";
  if (!allowDataDestroy) {
    throw new UserError(
      `${name} may not be destroyed: it holds data, and ${file} says allowDataDestroy: false.\nSet it to true, ${then}`,
    );
  }
  const kept = Object.entries(removal).flatMap(([what, policy]) => (policy === "retain" ? [what] : []));
  if (!stacks.includes("storage") || kept.length === 0) return;
  throw new UserError(
    `The storage of ${name} may not be destroyed: it holds data, and ${file} says to retain ${kept.join(", ")}.\n` +
      `Give the second key, removal: { ${kept.map((what) => `${what}: "destroy"`).join(", ")} }, ${then}`,
  );
}
