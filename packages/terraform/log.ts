// What Terraform and cdktf print, understood: progress by stack, and of an error only what helps.

export interface StackProgress {
  done: number;
  total: number;
  /** "planning", "applying", "destroying", "done" */
  phase: string;
}

/** Follows the output of `cdktf deploy` or of one `terraform` (whose lines carry no stack name). */
export class DeployProgress {
  readonly stacks = new Map<string, StackProgress>();
  private current: string | undefined;

  constructor(
    private readonly names: readonly string[],
    private readonly note: (text: string) => void,
  ) {}

  /** Takes one line; returns what to show now. */
  read(line: string): string {
    const { stack, text } = this.split(line);
    if (!stack) return this.show();
    const progress = this.stacks.get(stack) ?? { done: 0, total: 0, phase: "planning" };
    this.stacks.set(stack, progress);
    const plan = /^Plan: (\d+) to add, (\d+) to change, (\d+) to destroy/.exec(text);
    if (plan) {
      progress.total = plan.slice(1).reduce((sum, number) => sum + Number(number), 0);
      progress.phase = "applying";
      this.note(`${stack}: ${planned(plan.slice(1).map(Number))}`);
    }
    if (/: (Creation|Modifications|Destruction) complete after /.test(text)) progress.done++;
    // A stack without changes is applied all the same, and says so a second time.
    if (progress.phase !== "done" && /^(No changes\.|Apply complete!|Destroy complete!)/.test(text)) {
      progress.phase = "done";
      this.note(`${stack}: ${text.startsWith("No changes") ? "nothing to change" : "done"}`);
    }
    return this.show();
  }

  /** cdktf puts the stack's name before the first line of a block, and indents the others. */
  private split(line: string): { stack?: string; text: string } {
    const text = line.trim();
    if (this.names.length === 1) return { stack: this.names[0]!, text };
    const named = this.names.find((name) => line === name || line.startsWith(`${name} `));
    if (named) this.current = named;
    else if (text !== "" && !line.startsWith("  ")) this.current = undefined;
    return { stack: this.current, text: named ? text.slice(named.length).trim() : text };
  }

  private show(): string {
    const active = [...this.stacks].filter(([, { phase }]) => phase !== "done");
    return active
      .map(([stack, { done, total, phase }]) => (total ? `${stack} ${done} of ${total}` : `${stack} ${phase}`))
      .join(", ");
  }
}

function planned([add = 0, change = 0, destroy = 0]: number[]): string {
  const parts = [
    [add, "to add"],
    [change, "to change"],
    [destroy, "to destroy"],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${number} ${what}`)
    .join(", ");
}

/** The warnings of Terraform without their frames, each as one text. */
export function warningLines(lines: readonly string[]): string[] {
  const blocks = split(lines).filter(([first]) => first!.startsWith("Warning"));
  return [...new Set(blocks.map((block) => block.join("\n").trim()))];
}

/** The errors of Terraform without their frames and warnings; where there is none, the last lines. */
export function errorLines(lines: readonly string[]): string {
  const blocks = split(lines).filter(([first]) => first!.startsWith("Error"));
  const found =
    blocks.length > 0 ? [...new Set(blocks.map((block) => block.join("\n")))].join("\n").split("\n") : lines.slice(-12);
  return found
    .filter((line) => line.trim())
    .map((line) => `  ${line}`)
    .join("\n");
}

/** Each error or warning: framed on a terminal (cdktf gives Terraform one), from its first word to the next elsewhere. */
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
