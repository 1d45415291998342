// Renders a review for a terminal: the findings of the comment, most severe first, then one line for each change.
import type { Kind } from "../../terraform/change";
import type { Detail } from "../details";
import type { Finding, Severity } from "../finding";
import type { PrintableFacts } from "../printable";
import { type Sentence, textOf } from "../sentence";
import { rowText } from "./rows";
import { summary, verdict } from "./verdict";
import { visible } from "./visible";

/** Emphasizes a text. */
export type Paint = (text: string) => string;
export interface Palette {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly green: Paint;
}

/** Empty if nothing changes. Terraform's warnings are not included. */
export function terminalLines(facts: PrintableFacts, palette: Palette): readonly string[] {
  const details = facts.stacks.flatMap((stack) => stack.details);
  if (details.length === 0) return [];
  return [
    palette.bold(line(verdict(facts))),
    line(summary(facts)),
    ...facts.findings.filter(({ kind }) => kind !== "cost").flatMap((finding) => findingLines(finding, palette)),
    ...changeLines(details, palette),
  ];
}

const maxRows = 3;

function findingLines({ kind, severity, sentence, rows, note }: Finding, palette: Palette): readonly string[] {
  const { sign, paint } = severityStyle(severity, palette);
  const shown = rows.slice(0, maxRows).map((row) => visible(rowText(row)));
  const more = rows.length > maxRows ? [`and ${rows.length - maxRows} more`] : [];
  return [
    `${paint(sign)} ${kind === "new-stateful-resource" ? "new: " : ""}${line(sentence)}`,
    ...[...shown, ...more, ...(note ? [line(note)] : [])].map((text) => palette.dim(`    ${text}`)),
  ];
}

function severityStyle(severity: Severity, { red, yellow, dim }: Palette) {
  switch (severity) {
    case "high":
      return { sign: "‼", paint: red };
    case "medium":
      return { sign: "!", paint: yellow };
    case "low":
      return { sign: "·", paint: yellow };
    case "info":
      return { sign: "+", paint: dim };
  }
}

/** Additions can neither lose nor break anything, so only some are listed. */
const maxAdditions = 10;

const marks: Readonly<Record<Exclude<Kind, "read">, string>> = {
  replace: "± replace",
  delete: "- destroy",
  forget: "- forget ",
  update: "~ change ",
  create: "+ add    ",
  import: "= adopt  ",
  move: "> move   ",
};

/** One line for each resource, losses first. */
function changeLines(details: readonly Detail[], palette: Palette): readonly string[] {
  const paints: Readonly<Record<string, Paint>> = {
    replace: palette.red,
    delete: palette.red,
    create: palette.green,
  };
  const listed = details.filter(({ kind }) => kind in marks);
  const additions = listed.filter(({ kind }) => kind === "create").slice(maxAdditions);
  const lines = listed
    .filter((detail) => !additions.includes(detail))
    .map(({ kind, constructPath, address, type, notes }) => {
      const paint = paints[kind] ?? palette.yellow;
      const about = [type, ...notes].join(", ");
      const what = visible(constructPath ?? address);
      return `${paint(marks[kind as keyof typeof marks])} ${what} ${palette.dim(`(${visible(about)})`)}`;
    });
  return additions.length > 0 ? [...lines, palette.dim(`  … and ${additions.length} more to add`)] : lines;
}

function line(sentence: Sentence): string {
  return visible(textOf(sentence));
}
