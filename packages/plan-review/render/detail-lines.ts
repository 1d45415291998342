// Renders a detail as lines: a heading, then the changes. The first character sets the colour in a diff block.
import type { Kind } from "../../terraform/change";
import type { Detail, DetailLeaf } from "../details";
import { opened } from "../details";
import { shownPath, shownValue } from "../diff";
import { equal, type Redacted, Sensitive } from "../redaction";
import { clipped } from "../sentence";

export interface DetailLines {
  readonly detail: Detail;
  readonly head: string;
  /** The heading is complete without it. */
  readonly body: readonly string[];
}

/** Maximum lines for one resource; the diff command shows the rest. */
const longestBody = 80;
/** Maximum characters of one value. */
const longestValue = 240;

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

export function detailLines(detail: Detail): DetailLines {
  const { kind, address, constructPath, notes, leaves, unknown } = detail;
  if (kind === "output") return outputLines(detail);
  const about = `${constructPath ? `  (${constructPath})` : ""}${notes.length > 0 ? `  # ${notes.join("; ")}` : ""}`;
  const lines = leaves.flatMap(leafLines);
  const names = unknown.length > 0 ? [`      # known after apply: ${unknown.join(", ")}`] : [];
  const secret = kind === "update" && lines.length + names.length === 0;
  const body = secret ? ["!     # only values that must not be shown"] : [...lines, ...names];
  return { detail, head: `${signs[kind]} ${address}${about}`, body: cut(body) };
}

function outputLines(detail: Detail): DetailLines {
  const lines = detail.leaves.flatMap(leafLines);
  const [only] = lines;
  const short = lines.length === 1 && only!.includes("(value)");
  const head = short
    ? only!.replace(/^(.) {5}\(value\)/, (_, sign) => `${sign} output ${detail.address}`)
    : `! output ${detail.address}`;
  return { detail, head, body: short ? [] : cut(lines) };
}

function leafLines({ path, before, after, forced }: DetailLeaf): readonly string[] {
  const where = shownPath(path) || "(value)";
  const because = forced ? "  # forces the replacement" : "";
  if (before === undefined) return [`+     ${where} = ${valueText(opened(after!))}${because}`];
  if (after === undefined) return [`-     ${where} = ${valueText(opened(before))}${because}`];
  const [was, is] = narrowed(before, after);
  return [`!     ${where}: ${was} -> ${is}${because}`];
}

/** Only the part of two long texts that differs: cut at the end, they would look the same. */
function narrowed(before: Redacted, after: Redacted): readonly [string, string] {
  // The difference is in a secret.
  if (equal(before, after)) return [valueText(before), valueText(after)];
  if (typeof before !== "string" || typeof after !== "string" || Math.max(before.length, after.length) <= 120) {
    const [was, is] = [valueText(before), valueText(after)];
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
    `${from > 0 ? "…" : ""}${valueText(text.slice(from, text.length - until))}${until > 0 ? "…" : ""}`;
  return [part(before), part(after)];
}

function valueText(value: Redacted): string {
  return clipped(shownValue(value), longestValue);
}

function cut(lines: readonly string[]): readonly string[] {
  if (lines.length <= longestBody) return lines;
  return [...lines.slice(0, longestBody), `      # and ${lines.length - longestBody} more lines`];
}
