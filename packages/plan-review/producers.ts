// Finds the stacks that a stack reads from, by the states that its plan's `terraform_remote_state` data sources name.
import { hasChanges } from "../terraform/change";
import type { PlannedStack } from "../terraform/planned-stack";
import type { TerraformPlan } from "../terraform/plan-json";
import { byText, isObject } from "./json";

export function producersOf(plan: TerraformPlan): readonly string[] {
  const resources = plan.configuration?.root_module?.resources ?? [];
  const names = resources.flatMap(({ type, expressions }) => {
    const config = type === "terraform_remote_state" ? expressions?.config : undefined;
    const key = isObject(config) && isObject(config.constant_value) ? config.constant_value.key : undefined;
    return typeof key === "string" ? [key.split("/")[0]!] : [];
  });
  return [...new Set(names)].sort(byText);
}

/**
 * For each planned stack, the direct and indirect producers that are not in their final state yet: the plan was made
 * with values that may still change. Empty for a stack whose plan is final.
 */
export function unsettledProducers(stacks: readonly PlannedStack[]): Readonly<Record<string, readonly string[]>> {
  const byName = new Map(stacks.map((stack) => [stack.stack, stack]));
  const near = (name: string): readonly string[] => {
    const stack = byName.get(name);
    if (stack?.status === "planned") return producersOf(stack.plan);
    return stack?.status === "pending" ? stack.waitsFor : [];
  };
  const unsettled = (name: string): boolean => {
    const stack = byName.get(name);
    return stack !== undefined && (stack.status !== "planned" || hasChanges(stack.plan));
  };
  const far = (name: string, seen: Set<string>): Set<string> => {
    for (const producer of near(name)) {
      if (seen.has(producer)) continue;
      seen.add(producer);
      far(producer, seen);
    }
    return seen;
  };
  return Object.fromEntries(
    stacks.map(({ stack }) => [stack, [...far(stack, new Set())].filter(unsettled).sort(byText)]),
  );
}

/** The producers' outputs as this plan read them: `{ "network.vpc_id": "vpc-1" }`. */
export function producerOutputs(plan: TerraformPlan): Readonly<Record<string, unknown>> {
  const resources = plan.prior_state?.values?.root_module?.resources ?? [];
  const states = resources.filter(({ type }) => type === "terraform_remote_state");
  return Object.fromEntries(
    states.flatMap(({ name, values }) =>
      Object.entries(isObject(values?.outputs) ? values.outputs : {}).map(([output, value]) => [
        `${name}.${output}`,
        value,
      ]),
    ),
  );
}
