// The only path from judged facts to printed ones: hides every secret that the plans know in every text that comes from
// them, before a renderer cuts or formats it. Our own words stay unchanged, even if a secret has the same text.
import type { Detail, DetailLeaf } from "./details";
import type { Facts, StackFacts } from "./facts";
import type { Finding, Row, RowGroup } from "./finding";
import { type Hide, printable } from "./redaction";
import type { Sentence } from "./sentence";

/** The input of renderers. */
export interface PrintableFacts extends Facts {
  readonly secretsAreHidden: true;
}

export function printableFacts(facts: Facts, hide: Hide): PrintableFacts {
  return {
    ...facts,
    stacks: facts.stacks.map((stack) => stackFacts(stack, hide)),
    failed: facts.failed.map(({ stack, error }) => ({ stack, error: hide(error) })),
    findings: facts.findings.map((finding) => findingOf(finding, hide)),
    groups: facts.groups.map((group) => groupOf(group, hide)),
    secretsAreHidden: true,
  };
}

function stackFacts(facts: StackFacts, hide: Hide): StackFacts {
  const { details, warnings } = facts;
  return { ...facts, details: details.map((detail) => detailOf(detail, hide)), warnings: warnings.map(hide) };
}

function findingOf(finding: Finding, hide: Hide): Finding {
  const { sentence, rows, note } = finding;
  return {
    ...finding,
    sentence: words(sentence, hide),
    rows: rows.map((row) => rowOf(row, hide)),
    ...(note && { note: words(note, hide) }),
  };
}

function groupOf(group: RowGroup, hide: Hide): RowGroup {
  const { title, rows } = group;
  return { ...group, ...(title && { title: words(title, hide) }), rows: rows.map((row) => rowOf(row, hide)) };
}

function words(sentence: Sentence, hide: Hide): Sentence {
  return sentence.map((phrase) => {
    if (typeof phrase === "string" || !phrase.foreign) return phrase;
    const { text, to } = phrase;
    return { ...phrase, text: hide(text), ...(to !== undefined && { to: hide(to) }) };
  });
}

function rowOf(row: Row, hide: Hide): Row {
  const { text, cells } = row;
  const hidden = cells?.map(({ word, items }) => ({ word, items: items.map(hide) }));
  return { ...row, text: hide(text), ...(hidden && { cells: hidden }) };
}

function detailOf(detail: Detail, hide: Hide): Detail {
  return {
    ...detail,
    notes: detail.notes.map(hide),
    leaves: detail.leaves.map((leaf) => leafOf(leaf, hide)),
  };
}

function leafOf({ path, before, after, forced }: DetailLeaf, hide: Hide): DetailLeaf {
  return {
    // The first part is the provider's name of the attribute; the others may be keys of a map.
    path: path.map((part, index) => (index > 0 && typeof part === "string" ? hide(part) : part)),
    ...(before !== undefined && { before: printable(before, hide) }),
    ...(after !== undefined && { after: printable(after, hide) }),
    forced,
  };
}
