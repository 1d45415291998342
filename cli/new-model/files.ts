// The files of a new model: its definition as code, and a page that describes it.
import { basename } from "node:path";
import type { Inspection } from "../../contracts/inspection";
import { count } from "../terminal/text";
import type { Choices } from "./choices";

/** File name -> text, formatted as prettier would. */
export function modelFiles(
  name: string,
  file: string,
  choices: Choices,
  inspection: Inspection,
): Readonly<Record<string, string>> {
  return { "model.ts": definition(choices), "README.md": readme(name, file, choices, inspection) };
}

function definition({ task, target, metric, metricReason, dropped }: Choices): string {
  return [
    'import type { ModelInput } from "../../src/environments";',
    "",
    "export const model: ModelInput = {",
    `  task: ${JSON.stringify(task)},`,
    `  target: ${literal(target)},`,
    `  // ${oneLine(metricReason)}`,
    `  metric: ${JSON.stringify(metric)},`,
    ...(dropped.length > 0
      ? [
          "  // The model does not see these columns. To let it see one, delete its line.",
          "  drop: [",
          ...dropped.flatMap(({ column, reason }) => [`    // ${oneLine(reason)}`, `    ${literal(column)},`]),
          "  ],",
        ]
      : []),
    "};",
    "",
  ].join("\n");
}

function readme(name: string, file: string, choices: Choices, inspection: Inspection): string {
  const { task, taskReason, target, metric, dropped, kept } = choices;
  const columns = inspection.columns.filter(({ name }) => name !== target);
  const seen = columns.filter(({ name }) => !dropped.some(({ column }) => column === name));
  return [
    `# ${name}`,
    "",
    `Predicts ${code(target)} from ${count(seen.length, "column")}.`,
    "",
    `- Data: ${code(basename(file))}, ${count(inspection.rows, "row")}.`,
    `- Task: ${task}; ${oneLine(taskReason)}`,
    `- Gate: ${metric}.`,
    ...dropped.map(({ column, reason }) => `- Not seen: ${code(column)}. ${oneLine(reason)}`),
    ...kept.map(({ column, reason }) => `- Seen all the same: ${code(column)}. ${oneLine(reason)}`),
    ...inspection.warnings.map((warning) => `- Careful: ${oneLine(warning)}`),
    "",
  ].join("\n");
}

/** As prettier writes it: with the quotes that need fewer escapes. */
function literal(text: string): string {
  const json = JSON.stringify(text);
  if (text.split('"').length <= text.split("'").length) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const code = (text: string): string => `\`${oneLine(text).replaceAll("`", "'")}\``;

/** Column names come from a file and may contain anything. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
