// The usage file: the expected amounts in a month, in Infracost's format
// (https://www.infracost.io/docs/features/usage_based_resources/).
import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { z } from "zod";
import { InvalidInputError, type Problem, UserError } from "../errors";
import { keysOf } from "./meter";
import { pricers } from "./pricers";
import { record, type PricedResource } from "./resource";

/** Amounts by resource type and by address; the names of nested amounts are joined: `standard.storage_gb`. */
export interface Usage {
  readonly byType: Readonly<Record<string, Amounts>>;
  readonly byAddress: Readonly<Record<string, Amounts>>;
}
type Amounts = Readonly<Record<string, number>>;

const section = z.record(z.string(), z.unknown()).nullish();
const file = z.strictObject({
  version: z.literal([0.1, "0.1"], "0.1"),
  resource_type_default_usage: section,
  resource_usage: section,
});

/** The file's amounts for a resource: its own take precedence over those of its type. */
export function amountsFor({ address, type }: PricedResource, usage: Usage | undefined): Amounts {
  return { ...usage?.byType[type], ...usage?.byAddress[address] };
}

/** Reads and checks a usage file against the resources it is for. */
export function readUsage(path: string, resources: readonly PricedResource[]): Usage {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UserError(`The usage file ${path} cannot be read: ${(error as Error).message}.`);
  }
  return parseUsage(text, resources, `The usage file ${path}`);
}

/** Throws an InvalidInputError with every problem: unknown types, addresses and names, and invalid amounts. */
export function parseUsage(text: string, resources: readonly PricedResource[], subject = "The usage file"): Usage {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    throw new UserError(`${subject} is not YAML:\n${document.errors.map(({ message }) => message).join("\n")}`);
  }
  const { data, error } = file.safeParse(document.toJS(), { reportInput: true });
  if (!data) throw new InvalidInputError(subject, error.issues.flatMap(issueProblems));
  const problems: Problem[] = [];
  const byType = sectionOf("resource_type_default_usage", data.resource_type_default_usage, problems, (type) =>
    Object.hasOwn(pricers, type)
      ? { keys: pricers[type]!.usageKeys }
      : { allowed: `a resource type with usage: ${typesWithUsage().join(", ")}` },
  );
  const byAddress = sectionOf("resource_usage", data.resource_usage, problems, (address) => {
    const found = resources.filter((resource) => resource.address === address);
    if (found.length === 0) return { allowed: `an address of ${addressesLike(address, resources)}` };
    return { keys: found.flatMap((resource) => keysOf(pricers[resource.type]?.meters(resource) ?? [])) };
  });
  if (problems.length > 0) throw new InvalidInputError(subject, problems);
  return { byType, byAddress };
}

type Allowed = { readonly keys: readonly string[] } | { readonly allowed: string };

function sectionOf(
  name: string,
  section: Readonly<Record<string, unknown>> | null | undefined,
  problems: Problem[],
  allowedFor: (entry: string) => Allowed,
): Record<string, Amounts> {
  return Object.fromEntries(
    Object.entries(section ?? {}).map(([entry, values]) => {
      const known = allowedFor(entry);
      const path = `${name}.${entry}`;
      if ("allowed" in known) problems.push({ path, got: entry, allowed: known.allowed });
      else checkAmounts(path, flat(values), known.keys, problems);
      return [entry, Object.fromEntries(flat(values)) as Amounts];
    }),
  );
}

function checkAmounts(path: string, amounts: readonly Amount[], keys: readonly string[], problems: Problem[]): void {
  for (const [key, value] of amounts) {
    const allowed = keys.length > 0 ? [...new Set(keys)].join(", ") : "nothing: such a resource has no usage";
    if (!keys.some((pattern) => matches(key, pattern))) problems.push({ path, got: key, allowed });
    else if (typeof value !== "number" || !(value >= 0) || value > most(key)) {
      const allowed = most(key) === 100 ? "a number from 0 to 100" : "a number, 0 or more";
      problems.push({ path: `${path}.${key}`, got: value, allowed });
    }
  }
}

function most(key: string): number {
  return key.endsWith("_percent") ? 100 : Number.MAX_VALUE;
}

type Amount = readonly [key: string, value: unknown];

function flat(values: unknown, prefix = ""): Amount[] {
  return Object.entries(record(values)).flatMap(([key, value]) =>
    typeof value === "object" && value !== null ? flat(value, `${prefix}${key}.`) : [[`${prefix}${key}`, value]],
  );
}

function matches(key: string, pattern: string): boolean {
  const [parts, wanted] = [key.split("."), pattern.split(".")];
  return parts.length === wanted.length && wanted.every((part, index) => part === "*" || part === parts[index]);
}

function typesWithUsage(): string[] {
  return Object.keys(pricers).filter((type) => pricers[type]!.usageKeys.length > 0);
}

/** The resources of the same type, or every resource with usage-based cost. */
function addressesLike(address: string, resources: readonly PricedResource[]): string {
  const priced = resources.filter(({ type }) => typesWithUsage().includes(type));
  const same = priced.filter(({ type }) => type === address.split(".")[0]);
  const listed = (same.length > 0 ? same : priced).map(({ address }) => address);
  return `this environment: ${[...new Set(listed)].join(", ")}`;
}

function issueProblems({ path, input, message, ...issue }: z.core.$ZodIssue): Problem[] {
  const at = path.join(".");
  if (issue.code !== "unrecognized_keys") return [{ path: at || "the file", got: input, allowed: message }];
  return (issue as z.core.$ZodIssueUnrecognizedKeys).keys.map((key) => ({
    path: [at, key].filter(Boolean).join("."),
    got: key,
    allowed: "version, resource_type_default_usage, resource_usage",
  }));
}
