// Each resource as lines of a diff block: one head, then what changes in it. A head can stand without its body.
import { type Kind, kinds } from "../terraform/change";
import type { OutputDifference, ResourceDifference } from "./changes";
import { differences, type Leaf, shownPath, shownValue } from "./diff";
import { isObject, parsed } from "./json";
import { equal, isEmpty, isSealedObject, knownAfterApply, redacted, type Sealed, Sensitive } from "./sealed";
import type { Redact } from "./secrets";

export interface Detail {
  readonly stack: string;
  readonly kind: Kind | "output";
  readonly type: string;
  readonly head: string;
  readonly body: readonly string[];
}

/** Lines of one resource; the diff command shows the rest. */
const longestBody = 80;

const signs: Readonly<Record<Kind, string>> = {
  replace: "! replace",
  delete: "- delete",
  forget: "- forget",
  update: "! update",
  create: "+ create",
  import: "+ import",
  move: "! move",
  read: "  read",
};

export function resourceDetail(resource: ResourceDifference): Detail {
  const { stack, kind, type, address, constructPath } = resource;
  const head = `${signs[kind]} ${address}${constructPath ? `  (${constructPath})` : ""}${note(resource)}`;
  return { stack, kind, type, head, body: cut(bodyOf(resource)) };
}

export function outputDetail(stack: string, { name, before, after }: OutputDifference, redact: Redact): Detail {
  const lines = differences(before, after).flatMap((leaf) => leafLines(leaf, false, redact));
  const [only] = lines;
  const short = lines.length === 1 && only!.includes("(value)");
  return {
    stack,
    kind: "output",
    type: "output",
    head: short ? only!.replace(/^(.) {5}\(value\)/, `$1 output ${name}`) : `! output ${name}`,
    body: short ? [] : cut(lines),
  };
}

/** Position in the order of importance. */
export function rank({ kind }: Detail): number {
  return kind === "output" ? kinds.length : kinds.indexOf(kind);
}

function note({ kind, createFirst, previousAddress, importedId, reason, redact }: ResourceDifference): string {
  const parts = [
    kind === "replace" ? (createFirst ? "the new one is made first" : "deleted, then made again") : "",
    reason === "replace_because_tainted" ? "tainted" : "",
    previousAddress === undefined ? "" : `was ${previousAddress}`,
    importedId === undefined ? "" : `adopts ${redact(importedId)}`,
    kind === "read" ? "read during the apply" : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? `  # ${parts.join("; ")}` : "";
}

function bodyOf(resource: ResourceDifference): readonly string[] {
  const { kind, before, after, replacePaths, redact } = resource;
  if (kind === "create" || kind === "read") return whole("+", after, redact);
  if (kind === "delete" || kind === "forget") return whole("-", before, redact);
  const forced = replacePaths.map((path) => shownPath(path));
  const leaves = withoutRepeatedTags(differences(before, after));
  // A new resource gets new ids: their names are enough.
  const open =
    kind === "replace" ? leaves.filter((leaf) => leaf.after === knownAfterApply && !isForced(leaf, forced)) : [];
  const lines = leaves
    .filter((leaf) => !open.includes(leaf))
    .flatMap((leaf) => leafLines(leaf, isForced(leaf, forced), redact));
  if (lines.length === 0 && open.length === 0 && kind === "update")
    return ["!     # only values that must not be shown"];
  return [...lines, ...unknownLine(open.map(({ path }) => shownPath(path)))];
}

/** `tags_all` repeats `tags` beside the provider's own tags. */
function withoutRepeatedTags(leaves: readonly Leaf[]): readonly Leaf[] {
  const text = ({ path: [, ...rest], before, after }: Leaf) => JSON.stringify([rest, before, after]);
  const tags = new Set(leaves.filter(({ path }) => path[0] === "tags").map(text));
  return leaves.filter((leaf) => leaf.path[0] !== "tags_all" || !tags.has(text(leaf)));
}

function isForced({ path }: Leaf, forced: readonly string[]): boolean {
  const shown = shownPath(path);
  return forced.some((prefix) => shown === prefix || shown.startsWith(`${prefix}.`) || shown.startsWith(`${prefix}[`));
}

/** All that is set, one line for each attribute; what has the same empty value everywhere is left out, as Terraform does. */
function whole(sign: "+" | "-", value: Sealed, redact: Redact): readonly string[] {
  if (!isObject(value) || value instanceof Sensitive)
    return value === null ? [] : [`${sign}     ${shownValue(redacted(value, redact))}`];
  const names = Object.keys(value).sort();
  const unknown = names.filter((name) => value[name] === knownAfterApply);
  const lines = names
    .filter((name) => !unknown.includes(name) && !isEmpty(value[name] as Sealed))
    .map(
      (name) => `${sign}     ${name} = ${shownValue(redacted(withoutEmpty(opened(value[name] as Sealed)), redact))}`,
    );
  return [...lines, ...unknownLine(unknown)];
}

function unknownLine(names: readonly string[]): readonly string[] {
  return names.length > 0 ? [`      # known after apply: ${names.join(", ")}`] : [];
}

function leafLines(leaf: Leaf, forced: boolean, redact: Redact): readonly string[] {
  const { path } = leaf;
  const [before, after] = [leaf.before, leaf.after].map((side) => (side === undefined ? side : redacted(side, redact)));
  // The first part is the provider's name of the attribute; what follows may be a key of a map.
  const where =
    shownPath(path.map((part, index) => (index > 0 && typeof part === "string" ? redact(part) : part))) || "(value)";
  const because = forced ? "  # forces the replacement" : "";
  if (before === undefined) return [`+     ${where} = ${shownValue(opened(after!))}${because}`];
  if (after === undefined) return [`-     ${where} = ${shownValue(opened(before))}${because}`];
  const [was, is] = narrowed(before, after);
  return [`!     ${where}: ${was} -> ${is}${because}`];
}

/** Of two long texts only the part that differs: cut at the end they would look the same. Two that are the same differ in a secret. */
function narrowed(before: Sealed, after: Sealed): readonly [string, string] {
  if (equal(before, after)) return [shownValue(before), shownValue(after)];
  if (typeof before !== "string" || typeof after !== "string" || Math.max(before.length, after.length) <= 120) {
    const [was, is] = [shownValue(before), shownValue(after)];
    const secret = before instanceof Sensitive && after instanceof Sensitive;
    return was === is && !secret ? [`${was} (differs further on)`, is] : [was, is];
  }
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++;
  let end = 0;
  const room = Math.min(before.length, after.length) - start;
  while (end < room && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [from, until] = [Math.max(0, start - 20), Math.max(0, end - 20)];
  const part = (text: string) =>
    `${from > 0 ? "…" : ""}${shownValue(text.slice(from, text.length - until))}${until > 0 ? "…" : ""}`;
  return [part(before), part(after)];
}

function opened(value: Sealed): Sealed {
  return typeof value === "string" ? ((parsed(value) as Sealed | undefined) ?? value) : value;
}

/** Providers write every member of a block, most of them null. */
function withoutEmpty(value: Sealed): Sealed {
  if (Array.isArray(value)) return value.map((item) => withoutEmpty(item as Sealed));
  if (!isSealedObject(value)) return value;
  const members = Object.entries(value).map(([name, item]) => [name, withoutEmpty(item)] as const);
  return Object.fromEntries(members.filter(([, item]) => !isEmpty(item)));
}

function cut(lines: readonly string[]): readonly string[] {
  if (lines.length <= longestBody) return lines;
  return [...lines.slice(0, longestBody), `      # and ${lines.length - longestBody} more lines`];
}
