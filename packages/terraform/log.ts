// Parses Terraform's output: its progress, and the helpful part of an error.

/** Follows the output of `terraform apply` or `terraform destroy`. */
export class LogProgress {
  private done = 0;

  /** @param total resources that will change; for a destroy Terraform prints the number itself */
  constructor(private total = 0) {}

  /** Takes one line; returns what to show now, such as `3 of 26`. */
  read(line: string): string {
    const plan = /^\s*Plan: (\d+) to add, (\d+) to change, (\d+) to destroy/.exec(line);
    if (plan) this.total = plan.slice(1).reduce((sum, number) => sum + Number(number), 0);
    if (/: (Creation|Modifications|Destruction) complete after /.test(line)) this.done++;
    return this.total > 0 ? `${this.done} of ${this.total}` : "";
  }
}

/** Terraform's warnings without their frames, each as one text. */
export function warningLines(lines: readonly string[]): string[] {
  const blocks = split(lines).filter(([first]) => first!.startsWith("Warning"));
  return [...new Set(blocks.map((block) => block.join("\n").trim()))];
}

/** Terraform's errors without their frames and without warnings; if there are none, the last lines. */
export function errorLines(lines: readonly string[]): string {
  const blocks = split(lines).filter(([first]) => first!.startsWith("Error"));
  const found =
    blocks.length > 0 ? [...new Set(blocks.map((block) => block.join("\n")))].join("\n").split("\n") : lines.slice(-12);
  return found
    .filter((line) => line.trim())
    .map((line) => `  ${line}`)
    .join("\n");
}

/** Each error or warning: framed on a terminal, elsewhere from its first word to that of the next. */
function split(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  const framed = lines.some((line) => line.includes("╷"));
  let inside = false;
  for (const line of lines) {
    const frame = line.search(/[╷│╵]/);
    const text = frame < 0 ? line : line.slice(frame + 1).replace(/^ /, "");
    if (framed && frame < 0) continue;
    if (/^(Error|Warning): /.test(text)) {
      blocks.push([]);
      inside = true;
    }
    if (line[frame] === "╵") inside = false;
    if (inside) blocks.at(-1)!.push(text);
  }
  return blocks;
}
