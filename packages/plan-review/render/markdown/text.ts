// Makes other people's text safe for GitHub: it cannot end a fold or a table, mention anyone, or hide anything.
import { visible } from "../visible";

/** A code span on one line, whatever the text contains. Mentions, HTML and Markdown in it stay plain text. */
export function code(text: string): string {
  // An empty span would be two backticks.
  const line = harmless(text) || " ";
  const fence = "`".repeat(longestRun(line) + 1);
  const edge = /^`|`$|^ .*\S.* $/.test(line) ? " " : "";
  return `${fence}${edge}${line}${edge}${fence}`;
}

/** A code block; `language` "diff" colours lines by their first character. */
export function block(lines: readonly string[], language = ""): string {
  const body = lines.map(harmless);
  const fence = "`".repeat(Math.max(3, ...body.map((line) => longestRun(line) + 1)));
  return [`${fence}${language}`, ...body, fence].join("\n");
}

/** Plain text in a sentence: escapes every character that could start Markdown, HTML or a mention. */
export function plain(text: string): string {
  return harmless(text)
    .replace(/[\\`*_{}[\]<>#!|@~&$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll("://", "&#58;//");
}

export function fold(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** A second marker is not allowed even inside code, because the comment is found by that text. */
function harmless(text: string): string {
  return visible(text.replaceAll("<!--", "<!\\u002d-"));
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
