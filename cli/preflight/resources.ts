// The arguments of what an environment is going to make.
import type { Synthesis } from "../../packages/terraform/synthesis";

/** Of every resource of the type, in all stacks. */
export function argumentsOf(
  { stacks }: Pick<Synthesis, "stacks">,
  type: string,
): readonly Readonly<Record<string, unknown>>[] {
  return stacks.flatMap(({ resources }) =>
    resources.filter((resource) => resource.type === type).map(({ values }) => values),
  );
}
