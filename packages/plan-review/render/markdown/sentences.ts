// Renders sentences and findings as Markdown.
import type { Finding, FindingKind, RowGroup } from "../../finding";
import { named } from "../../hazards";
import { type Phrase, type Sentence, shown, type Styled } from "../../sentence";
import { rowLines, rowText } from "../rows";
import { block, code, plain } from "./text";

export function markdownOf(sentence: Sentence): string {
  return spans(sentence).map(spanText).join("");
}

const symbols: Readonly<Record<FindingKind, string>> = {
  "refused-destruction": "🔒",
  "data-loss": "🔴",
  "service-interruption": "🟠",
  "endpoint-change": "🔵",
  forgotten: "🔵",
  "wider-permission": "⚠️",
  "new-permission": "⚠️",
  "network-opening": "⚠️",
  "new-stateful-resource": "",
  cost: "",
};

const shownRows = 3;
const longestRow = 220;

/** One line: the sentence, the first rows as evidence, and the author's reason. */
export function findingLine({ kind, sentence, rows, note }: Finding): string {
  const texts = rows.slice(0, shownRows).map((row) => code(cut(rowText(row), longestRow)));
  const more = rows.length > shownRows ? ` and ${rows.length - shownRows} more` : "";
  const about = texts.length > 0 ? `: ${texts.join("; ")}${more}` : "";
  const end = note ? `. ${markdownOf(note)}` : texts.length > 0 ? "" : ".";
  return `${symbols[kind]} ${markdownOf(sentence)}${about}${end}`;
}

export function groupBlock(group: RowGroup): string {
  const title = `${markdownOf(named(group))}${group.title ? `: ${markdownOf(group.title)}` : ""}`;
  return group.rows.length > 0 ? `${title}\n${block(group.rows.flatMap(rowLines), "diff")}` : title;
}

/** Adjacent phrases of one style become one span: `**a****b**` would not be bold. */
function spans(sentence: Sentence): readonly (string | readonly Styled[])[] {
  const found: (string | Styled[])[] = [];
  for (const phrase of sentence) {
    const last = found.at(-1);
    if (isStrong(phrase) && Array.isArray(last) && last.every(isStrong)) last.push(phrase);
    else found.push(typeof phrase === "string" ? phrase : [phrase]);
  }
  return found;
}

function isStrong(phrase: Phrase): phrase is Styled {
  return typeof phrase !== "string" && phrase.style === "strong";
}

function spanText(span: string | readonly Styled[]): string {
  if (typeof span === "string") return span;
  const text = span.map(shown).join("");
  if (span[0]!.style === "code") return code(text);
  return span[0]!.style === "strong" ? `**${plain(text)}**` : plain(text);
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
