// Sets outputs of a workflow step for the steps after it. In a terminal they are printed instead.
import { appendFileSync } from "node:fs";
import { UserError } from "../errors";

export function setOutputs(values: Readonly<Record<string, string>>, file = process.env.GITHUB_OUTPUT): void {
  const lines = Object.entries(values).map(([name, value]) => {
    // A second line would be read as another output.
    if (/[\r\n]/.test(value)) throw new UserError(`The output "${name}" has more than one line.`);
    return `${name}=${value}\n`;
  });
  if (file) appendFileSync(file, lines.join(""));
  process.stdout.write(lines.join(""));
}
