// Draws what a command printed as a terminal window: a picture of a run for the README.
const size = { character: 7.8, line: 18, margin: 16, bar: 34 } as const;
/** Longer lines end in "…": wider text would be too small to read in a README. */
const columns = 104;
const colours = { window: "#161b22", text: "#c9d1d9", quiet: "#8b949e", good: "#3fb950", bad: "#f85149" } as const;

/** @param text the output of a command, without escape sequences */
export function drawTerminal(text: string): string {
  const lines = text.trimEnd().split("\n").map(shorten);
  const width = Math.ceil(columns * size.character + 2 * size.margin);
  const height = size.bar + lines.length * size.line + size.margin;
  const rows = lines.map((line, index) => {
    const y = size.bar + (index + 0.8) * size.line;
    return `<text x="${size.margin}" y="${y.toFixed(1)}" xml:space="preserve">${paint(line)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escape(lines[0]!)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${colours.window}"/>`,
    ...[colours.bad, "#d29922", colours.good].map(
      (colour, index) => `<circle cx="${22 + index * 20}" cy="18" r="6" fill="${colour}"/>`,
    ),
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="${colours.text}">`,
    ...rows,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function shorten(line: string): string {
  const characters = [...line];
  return characters.length <= columns ? line : `${characters.slice(0, columns - 1).join("")}…`;
}

/** As on a terminal: a mark is green or red, and a time at the end of a line is quiet. */
function paint(line: string): string {
  const [, indent, mark, rest, time] = /^( *)([✔✘]?)(.*?)( +[\d.]+ s| +\d+ min \d+ s)?$/u.exec(line)!;
  const painted = (colour: string, text = "") => (text ? `<tspan fill="${colour}">${escape(text)}</tspan>` : "");
  const all = `${escape(indent!)}${painted(mark === "✘" ? colours.bad : colours.good, mark)}${escape(rest!)}`;
  return `${line.startsWith("$") ? painted(colours.quiet, line) : all + painted(colours.quiet, time)}`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
