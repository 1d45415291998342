// Renders findings for programs, with sentences as plain text.
import type { PrintableFacts } from "../printable";
import type { FindingAsJson } from "../review-file";
import { textOf } from "../sentence";
import { rowText } from "./rows";

export function findingsAsJson({ findings }: PrintableFacts): readonly FindingAsJson[] {
  return findings.map(({ sentence, rows, note, ...about }) => ({
    ...about,
    sentence: textOf(sentence),
    rows: rows.map((row) => `${row.sign ? `${row.sign} ` : ""}${rowText(row)}`),
    ...(note && { note: textOf(note) }),
  }));
}
