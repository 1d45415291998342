// The text of `--help`, for one command and for all of them.
import { bold } from "../terminal/text";
import { asCommander } from "./commander";
import { type Command, invocationOf } from "./command";
import type { Group } from "./index";

export function helpOf(command: Command): string {
  const text = asCommander(command).helpInformation();
  const examples = aligned(Object.entries(command.examples));
  return examples.length > 0 ? `${text}\nExamples:\n${examples.join("\n")}\n` : text;
}

export function helpOfAll(groups: readonly Group[]): string {
  const rows = groups.flatMap(({ commands }) => commands.map((one) => [invocationOf(one), one.summary] as const));
  const lines = aligned(rows);
  const sections = groups.map(({ title, commands }) => [bold(title), ...lines.splice(0, commands.length), ""]);
  const more = aligned([
    ["npm run COMMAND -- --help", "all about one command"],
    ["npm run help -- COMMAND", "the same"],
  ]);
  return ["", ...sections.flat(), bold("Help"), ...more, ""].join("\n");
}

function aligned(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
