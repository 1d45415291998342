// Makes the comment fit. The least important is left out first: attributes of additions, then of updates, then the list
// of resources. Losses, permissions and openings are cut last, and only if they alone are too long. The comment says
// what was left out.
import { type Detail, rank } from "../../details";
import { count } from "../../words";
import type { DetailLines } from "../detail-lines";
import type { Part } from "./parts";
import { block, fold, plain } from "./text";

/** Below GitHub's 65,536, with room for what a workflow may add. */
export const longestComment = 64_500;
/** Reserved for the sentences that say what was left out. */
const reserve = 1_500;

export interface StackDetails {
  readonly stack: string;
  /** The most severe first. */
  readonly details: readonly DetailLines[];
  /** Shown at the end of the fold. */
  readonly digest: string;
}

/** Shortens parts until together they take at most `room`: from the last to the first, and each from its end. */
export function fitParts(parts: readonly Part[], room: number): { texts: readonly string[]; left: readonly string[] } {
  const kept = parts.map(({ lines, blocks }) => ({ lines: lines.length, blocks: blocks.length }));
  const length = () => parts.reduce((sum, part, index) => sum + partText(part, kept[index]!).length + 2, 0);
  const shrink = (what: "blocks" | "lines") => {
    for (let index = parts.length - 1; index >= 0; index--) {
      while (length() > room && kept[index]![what] > 0) {
        // Not one by one, which would be slow for thousands.
        kept[index]![what] = Math.floor(kept[index]![what] * 0.9);
      }
    }
  };
  // Warnings of all parts are more important than the rows of any.
  shrink("blocks");
  shrink("lines");
  const left = parts.flatMap(({ items, lines, blocks, title }, index) => {
    const [missingLines, missingBlocks] = [lines.length - kept[index]!.lines, blocks.length - kept[index]!.blocks];
    const name = title.replace(/^#+ /, "");
    return [
      ...(missingLines > 0 ? [`${count(missingLines, "line")} of "${name}"`] : []),
      ...(missingBlocks > 0 ? [`the rows of ${count(missingBlocks, items, plural(items))} of "${name}"`] : []),
    ];
  });
  return { texts: parts.map((part, index) => partText(part, kept[index]!)).filter((text) => text !== ""), left };
}

/** The folds of the stacks within `room`: headings before bodies, severe changes before minor ones. */
export function fitDetails(
  stacks: readonly StackDetails[],
  room: number,
): { texts: readonly string[]; left: readonly string[] } {
  const frame = stacks.reduce((sum, stack) => sum + stackText(stack, new Set(), new Set()).length + 2, 0);
  let free = room - frame - reserve;
  const all = stacks.flatMap(({ details }) => details).sort((a, b) => rank(a.detail) - rank(b.detail));
  const [heads, bodies] = [new Set<DetailLines>(), new Set<DetailLines>()];
  for (const detail of all) {
    if (detail.head.length + 2 <= free) {
      heads.add(detail);
      free -= detail.head.length + 2;
    } else break;
  }
  for (const detail of all) {
    const length = detail.body.reduce((sum, line) => sum + line.length + 1, 0);
    if (!heads.has(detail) || length > free) continue;
    bodies.add(detail);
    free -= length;
  }
  return {
    texts: stacks.map((stack) => stackText(stack, heads, bodies)),
    left: stacks.flatMap((stack) => leftOut(stack, heads, bodies)),
  };
}

function partText({ title, lines, blocks }: Part, kept: { lines: number; blocks: number }): string {
  if (lines.length + blocks.length === 0) return "";
  const rows = blocks.slice(0, kept.blocks);
  const text = rows.join("\n\n");
  const long = text.split("\n").length > 60;
  return [
    title,
    ...(kept.lines > 0 ? [lines.slice(0, kept.lines).join("\n")] : []),
    ...(rows.length > 0 ? [long ? fold(`all ${rows.length} with their rows`, text) : text] : []),
  ].join("\n\n");
}

function stackText(stack: StackDetails, heads: ReadonlySet<DetailLines>, bodies: ReadonlySet<DetailLines>): string {
  const shown = stack.details.filter((detail) => heads.has(detail));
  const lines = shown.flatMap((detail) => [detail.head, ...(bodies.has(detail) ? detail.body : [])]);
  const body = lines.length > 0 ? `${block(lines, "diff")}\n\n` : "";
  const number = count(stack.details.length, "change");
  return fold(`${plain(stack.stack)}: ${number}`, `${body}${stack.digest}`);
}

function leftOut(
  stack: StackDetails,
  heads: ReadonlySet<DetailLines>,
  bodies: ReadonlySet<DetailLines>,
): readonly string[] {
  const unseen = stack.details.filter((detail) => !heads.has(detail));
  const bare = stack.details.filter((detail) => heads.has(detail) && !bodies.has(detail) && detail.body.length > 0);
  const where = `of ${plain(stack.stack)}`;
  return [
    ...(bare.length > 0 ? [`the attributes of ${kindsOf(bare)} ${where}`] : []),
    ...(unseen.length > 0 ? [`${kindsOf(unseen)} ${where} (${typesOf(unseen)})`] : []),
  ];
}

const words: Readonly<Record<Detail["kind"], string>> = {
  replace: "replacement",
  delete: "deletion",
  forget: "forgotten resource",
  update: "update",
  create: "addition",
  import: "import",
  move: "rename",
  read: "read",
  output: "output",
};

function kindsOf(details: readonly DetailLines[]): string {
  const numbers = counted(details, ({ detail }) => words[detail.kind]);
  return numbers.map(([word, number]) => count(number, word)).join(", ");
}

/** The most frequent types. */
function typesOf(details: readonly DetailLines[]): string {
  const numbers = counted(details, ({ detail }) => detail.type).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const shown = numbers.slice(0, 8).map(([type, number]) => `${number} ${plain(type)}`);
  return [...shown, ...(numbers.length > 8 ? [`${numbers.length - 8} more types`] : [])].join(", ");
}

function counted(details: readonly DetailLines[], name: (lines: DetailLines) => string): [string, number][] {
  const numbers = new Map<string, number>();
  for (const detail of details) numbers.set(name(detail), (numbers.get(name(detail)) ?? 0) + 1);
  return [...numbers];
}

function plural(word: string): string {
  return word.endsWith("policy") ? word.replace(/policy$/, "policies").replace("rule ", "rules ") : `${word}s`;
}
