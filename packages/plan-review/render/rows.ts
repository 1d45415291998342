// Renders rows of permissions and rules as text.
import type { Row } from "../finding";

/** `Allow s3:GetObject on arn:aws:s3:::b/*` */
export function rowText({ text, cells = [] }: Row): string {
  return [text, ...cells.map(({ word, items }) => `${word} ${items.join(", ")}`)].join(" ");
}

/** On one line if it fits, otherwise one line for each action list, resource and condition. */
export function rowLines(row: Row): readonly string[] {
  const { sign, text, cells = [] } = row;
  const before = sign ? `${sign} ` : "";
  const line = rowText(row);
  if (line.length <= 150 || cells.length === 0) return [`${before}${line}`];
  const deep = cells.flatMap(({ word, items }) =>
    items.map((item, index) => `${before}    ${(index ? "" : word).padEnd(4)} ${item}`),
  );
  return [`${before}${text}`, ...deep];
}
