// Every secret that the plans know, so that it is found where Terraform does not mark it: in an error, in a consumer's value.
import type { PlannedStack } from "../terraform/planned-stack";
import type { Mask, TerraformPlan } from "../terraform/plan-json";
import { isCrossStackOutput } from "./changes";
import { isObject } from "./json";
import { maskAt } from "./sealed";

/** Shorter texts would also be found in words and numbers that are no secrets; they are hidden where they are marked. */
const shortest = 6;

/** Puts "(sensitive value)" in place of each secret of the plans. */
export function redactor(stacks: readonly PlannedStack[]): (text: string) => string {
  const found = new Set<string>();
  for (const stack of stacks) if (stack.status === "planned") collect(stack.plan, found);
  // A secret may hold another one.
  const secrets = [...found].filter(({ length }) => length >= shortest).sort((a, b) => b.length - a.length);
  return (text) => secrets.reduce((result, secret) => result.replaceAll(secret, "(sensitive value)"), text);
}

function collect(plan: TerraformPlan, found: Set<string>): void {
  for (const { change } of [...(plan.resource_changes ?? []), ...(plan.resource_drift ?? [])]) {
    texts(change.before, change.before_sensitive, found);
    texts(change.after, change.after_sensitive, found);
  }
  for (const [name, change] of Object.entries(plan.output_changes ?? {})) {
    if (isCrossStackOutput(name)) continue;
    texts(change.before, change.before_sensitive, found);
    texts(change.after, change.after_sensitive, found);
  }
  const variables = plan.configuration?.root_module?.variables ?? {};
  for (const [name, { value }] of Object.entries(plan.variables ?? {})) {
    texts(value, variables[name]?.sensitive === true, found);
  }
}

function texts(value: unknown, mask: Mask | undefined, found: Set<string>): void {
  if (!mask) return;
  if (typeof value === "string" && mask === true) {
    found.add(value);
    // Inside JSON it stands escaped.
    found.add(JSON.stringify(value).slice(1, -1));
  } else if (Array.isArray(value) || isObject(value)) {
    for (const [name, item] of Object.entries(value)) texts(item, mask === true ? true : maskAt(mask, name), found);
  }
}
