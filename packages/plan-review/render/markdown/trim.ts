// Cuts long texts to a length, and says how much was cut.
import { count } from "../../words";

/** Maximum characters of an error or warning; the rest is in Terraform's own output. */
const longestText = 4_000;

export function trimmed(text: string, longest = longestText): readonly string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const indent = Math.min(...lines.map((line) => /^ */.exec(line)![0].length));
  return limited(
    lines.map((line) => clipped(line.slice(indent))),
    longest,
  );
}

/** As many as fit, then the number of the others. */
export function limited(lines: readonly string[], longest = longestText): readonly string[] {
  let length = 0;
  const shown = lines.filter((line) => (length += line.length + 1) <= longest);
  return shown.length < lines.length ? [...shown, `… and ${count(lines.length - shown.length, "more line")}`] : lines;
}

function clipped(line: string): string {
  return line.length <= 500 ? line : `${line.slice(0, 500)}… (${line.length} characters)`;
}
