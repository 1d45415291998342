// The changes of each resource and output, attribute by attribute, with unredacted values.
import { type Kind, kinds } from "../terraform/change";
import type { OutputDifference, ResourceDifference } from "./changes";
import { differences, type Leaf, shownPath } from "./diff";
import { isObject, parsed } from "./json";
import { isEmpty, isRedactedObject, knownAfterApply, type Redacted, Sensitive } from "./redaction";

export interface Detail {
  readonly stack: string;
  readonly kind: Kind | "output";
  readonly type: string;
  /** For an output: its name. */
  readonly address: string;
  readonly constructPath?: string | undefined;
  /** Additional notes, such as "was aws_sqs_queue.Old". */
  readonly notes: readonly string[];
  readonly leaves: readonly DetailLeaf[];
  /** Names of the attributes that are known only after the apply. */
  readonly unknown: readonly string[];
}

export interface DetailLeaf extends Leaf {
  /** The attribute cannot be changed in place. */
  readonly forced: boolean;
}

export function resourceDetail(resource: ResourceDifference): Detail {
  const { stack, kind, type, address, constructPath } = resource;
  return { stack, kind, type, address, constructPath, notes: notes(resource), ...body(resource) };
}

export function outputDetail(stack: string, { name, before, after }: OutputDifference): Detail {
  const leaves = differences(before, after).map((leaf) => ({ ...leaf, forced: false }));
  return { stack, kind: "output", type: "output", address: name, notes: [], leaves, unknown: [] };
}

/** Position in the order of severity. */
export function rank({ kind }: Pick<Detail, "kind">): number {
  return kind === "output" ? kinds.length : kinds.indexOf(kind);
}

function notes({ kind, createFirst, previousAddress, importedId, reason }: ResourceDifference): readonly string[] {
  return [
    kind === "replace" ? (createFirst ? "the new one is created first" : "destroyed, then recreated") : "",
    reason === "replace_because_tainted" ? "tainted" : "",
    previousAddress === undefined ? "" : `was ${previousAddress}`,
    importedId === undefined ? "" : `adopts ${importedId}`,
    kind === "read" ? "read during the apply" : "",
  ].filter((note) => note !== "");
}

function body(resource: ResourceDifference): Pick<Detail, "leaves" | "unknown"> {
  const { kind, before, after, replacePaths } = resource;
  if (kind === "create" || kind === "read") return whole("after", after);
  if (kind === "delete" || kind === "forget") return whole("before", before);
  const forcing = replacePaths.map((path) => shownPath(path));
  const leaves = withoutRepeatedTags(differences(before, after)).map((leaf) => ({
    ...leaf,
    forced: isForced(leaf, forcing),
  }));
  // A new resource gets new ids: naming them is enough.
  const open = leaves.filter((leaf) => kind === "replace" && leaf.after === knownAfterApply && !leaf.forced);
  return {
    leaves: leaves.filter((leaf) => !open.includes(leaf)),
    unknown: open.map(({ path }) => shownPath(path)),
  };
}

/** `tags_all` repeats `tags` together with the provider's default tags. */
function withoutRepeatedTags(leaves: readonly Leaf[]): readonly Leaf[] {
  const text = ({ path: [, ...rest], before, after }: Leaf) => JSON.stringify([rest, before, after]);
  const tags = new Set(leaves.filter(({ path }) => path[0] === "tags").map(text));
  return leaves.filter((leaf) => leaf.path[0] !== "tags_all" || !tags.has(text(leaf)));
}

function isForced({ path }: Leaf, forcing: readonly string[]): boolean {
  const shown = shownPath(path);
  return forcing.some((prefix) => shown === prefix || shown.startsWith(`${prefix}.`) || shown.startsWith(`${prefix}[`));
}

/** All attributes that are set, as one leaf each; empty values are left out, as Terraform does. */
function whole(side: "before" | "after", value: Redacted): Pick<Detail, "leaves" | "unknown"> {
  const leaf = (path: readonly string[], item: Redacted) => ({ path, [side]: item, forced: false });
  if (!isObject(value) || value instanceof Sensitive) {
    return { leaves: value === null ? [] : [leaf([], value)], unknown: [] };
  }
  const names = Object.keys(value).sort();
  const unknown = names.filter((name) => value[name] === knownAfterApply);
  const leaves = names
    .filter((name) => !unknown.includes(name) && !isEmpty(value[name] as Redacted))
    .map((name) => leaf([name], withoutEmpty(opened(value[name] as Redacted))));
  return { leaves, unknown };
}

/** Parses a text that contains JSON. */
export function opened(value: Redacted): Redacted {
  return typeof value === "string" ? ((parsed(value) as Redacted | undefined) ?? value) : value;
}

/** Providers write every member of a block, most of them null. */
function withoutEmpty(value: Redacted): Redacted {
  if (Array.isArray(value)) return value.map((item) => withoutEmpty(item as Redacted));
  if (!isRedactedObject(value)) return value;
  const members = Object.entries(value).map(([name, item]) => [name, withoutEmpty(item)] as const);
  return Object.fromEntries(members.filter(([, item]) => !isEmpty(item)));
}
