// Shows progress: one line per step with its time. On a terminal the line of the running step is updated; elsewhere
// each step starts with a plain line, so that a log shows what is happening at any time.
import { Interrupted, throwIfInterrupted } from "../../packages/process/interrupt";
import { dim, green, red, seconds, yellow } from "./text";

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const titleWidth = 14;

export interface Progress {
  /** What is happening now; replaces the previous text. Shown on a terminal only. */
  readonly now: (text: string) => void;
  /** A line to keep: it stays above the running line. */
  readonly note: (text: string) => void;
  /** Asks a question. Until it is answered, nothing is drawn over it; notes are printed afterwards. */
  readonly ask: <T>(question: () => Promise<T>) => Promise<T>;
}

export class Steps {
  private readonly started = performance.now();
  private readonly times: (readonly [string, number])[] = [];
  private readonly live: boolean;

  constructor(private readonly out: NodeJS.WriteStream = process.stdout) {
    this.live = Boolean(out.isTTY);
  }

  /** Runs one step. `detail` makes the closing line from its result, and `bad` marks a result that is not a success. */
  async run<T>(
    title: string,
    action: (progress: Progress) => Promise<T>,
    detail?: (result: T) => string,
    bad?: (result: T) => boolean,
  ): Promise<T> {
    throwIfInterrupted();
    const begin = performance.now();
    const line = new RunningLine(title, this.out, this.live);
    try {
      const result = await action(line);
      const time = performance.now() - begin;
      this.times.push([title, time]);
      line.end(bad?.(result) ? red("✘") : green("✔"), detail?.(result) ?? "", seconds(time));
      return result;
    } catch (error) {
      const time = seconds(performance.now() - begin);
      if (error instanceof Interrupted) line.end(yellow("■"), "interrupted", time);
      else line.end(red("✘"), "failed", time);
      throw error;
    }
  }

  /** `tools 0.3 s, local AWS 2.1 s, …` */
  summary(): string {
    return this.times
      .map(([title, time]) => `${title.replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase())} ${seconds(time)}`)
      .join(", ");
  }

  total(): string {
    return seconds(performance.now() - this.started);
  }
}

class RunningLine implements Progress {
  private readonly begin = performance.now();
  private readonly timer: NodeJS.Timeout | undefined;
  private text = "";
  private frame = 0;
  /** Notes that wait until a question is answered. */
  private held: string[] | undefined;

  constructor(
    private readonly title: string,
    private readonly out: NodeJS.WriteStream,
    private readonly live: boolean,
  ) {
    if (live) this.timer = setInterval(() => this.draw(), 100);
    else out.write(`  … ${title}\n`);
  }

  // Fields, so that a step can destructure them.
  readonly now = (text: string): void => {
    this.text = text;
  };

  readonly note = (text: string): void => {
    if (this.held) return void this.held.push(text);
    this.erase();
    this.out.write(`      ${text}\n`);
  };

  readonly ask = async <T>(question: () => Promise<T>): Promise<T> => {
    this.erase();
    this.held = [];
    try {
      return await question();
    } finally {
      const notes = this.held;
      this.held = undefined;
      notes.forEach(this.note);
    }
  };

  end(mark: string, detail: string, time: string): void {
    clearInterval(this.timer);
    this.erase();
    this.out.write(`  ${mark} ${this.title.padEnd(titleWidth)} ${detail}${detail ? "  " : ""}${dim(time)}\n`);
  }

  private draw(): void {
    if (this.held) return;
    const mark = frames[this.frame++ % frames.length];
    const time = seconds(performance.now() - this.begin);
    const text = `  ${mark} ${this.title.padEnd(titleWidth)} ${this.text}  ${time}`;
    this.erase();
    // A line longer than the terminal would wrap and could not be erased.
    this.out.write(text.slice(0, (this.out.columns ?? 80) - 1));
  }

  private erase(): void {
    if (this.live) this.out.write("\r\u001b[2K");
  }
}
