// Collects every secret that the plans know, to find it where Terraform does not mark it: in an error, or in a value of
// a consumer. Only printed text goes through here, after it was judged: a secret that reads `Statement` must not blind
// the review.
import type { PlannedStack } from "../terraform/planned-stack";
import type { Mask, TerraformPlan } from "../terraform/plan-json";
import { isCrossStackOutput } from "./changes";
import { isObject } from "./json";
import { type Hide, maskAt } from "./redaction";

/**
 * Shorter texts would also match words and numbers that are not secrets; they are hidden only where they are marked.
 */
const shortest = 6;

/** How many levels of JSON escaping are searched. */
const levels = 3;

/** Replaces each secret of the plans with "(sensitive value)". */
export function secretsOf(stacks: readonly PlannedStack[]): Hide {
  const found = new Set<string>();
  for (const stack of stacks) if (stack.status === "planned") collect(stack.plan, found);
  // A secret may contain another one.
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
    // An error indents every line of a text with several lines.
    for (const text of [value, ...value.split(/\r?\n/).map((line) => line.trim())]) addEscaped(text, found);
  } else if (Array.isArray(value) || isObject(value)) {
    for (const [name, item] of Object.entries(value)) texts(item, mask === true ? true : maskAt(mask, name), found);
  }
}

/** Inside JSON a text is escaped. */
function addEscaped(text: string, found: Set<string>): void {
  for (let level = 0, escaped = text; level <= levels; level++, escaped = JSON.stringify(escaped).slice(1, -1)) {
    found.add(escaped);
  }
}
