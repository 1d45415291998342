// Starts `terraform`; no other code does. Its output goes to a log, Ctrl-C reaches it once, and failures say what to
// type next.
import { Interrupted } from "../process/interrupt";
import { run, runInteractive, type RunResult } from "../process/run";
import { LogProgress } from "./log";
import { TerraformError } from "./terraform-error";

export interface TerraformFolderProps {
  /** The folder with `cdk.tf.json`. */
  readonly path: string;
  /** The subject of sentences about it, such as "Stack storage". */
  readonly subject: string;
  /** The variables of every Terraform started here. TF_WORKSPACE names the workspace. */
  readonly variables: NodeJS.ProcessEnv;
  /** The file that receives everything Terraform prints, except plans and outputs. */
  readonly log: string;
  /** What to type after a failure or an interruption. */
  readonly again: string;
}

export interface Watcher {
  /** What is happening now, such as `3 of 26`. */
  readonly now?: (text: string) => void;
  /** A line to keep. */
  readonly note?: (text: string) => void;
}

export interface CommandOptions {
  /** Keeps the output out of the log, because it contains sensitive values in plain text. @default false */
  readonly quiet?: boolean;
  readonly watcher?: Watcher;
  /** Number of resources that will change, for the progress. */
  readonly total?: number;
  /** @default the variables of the folder */
  readonly variables?: NodeJS.ProcessEnv;
}

/** A prompt that nobody can see would wait forever. */
const unattended = { TF_INPUT: "0", TF_IN_AUTOMATION: "1" } as const;

/**
 * Each Terraform starts its provider anew, which builds hundreds of schemas. With Go's default garbage collection, that
 * takes a third more CPU time; this setting takes some 180 MB more memory per run instead.
 */
const goGarbage = "400";

export class TerraformCommand {
  constructor(private readonly props: TerraformFolderProps) {}

  /** @param failed the end of the sentence about a failure, such as "could not be deployed" */
  async succeed(failed: string, args: readonly string[], options: CommandOptions = {}): Promise<void> {
    const { code, lines } = await this.run(args, options);
    if (code !== 0) throw this.failure(failed, lines);
  }

  async run(args: readonly string[], options: CommandOptions = {}): Promise<RunResult> {
    const { subject, again, log, path } = this.props;
    const { quiet = false, watcher = {}, total, variables = this.props.variables } = options;
    const progress = new LogProgress(total);
    let interrupted = false;
    const result = await run("terraform", args, {
      cwd: path,
      env: { GOGC: goGarbage, ...variables, ...unattended },
      ...(!quiet && { log }),
      onLine: (line) => watcher.now?.(progress.read(line)),
      interrupt: (child) => {
        interrupted = true;
        watcher.note?.(`${subject}: interrupted; Terraform finishes what it has begun and saves its state …`);
        child.kill("SIGINT");
      },
    });
    if (interrupted) throw new Interrupted(`Interrupted. What was done is saved. To go on from here: ${again}`);
    return result;
  }

  /** Shows Terraform's own output on the terminal. Returns the exit code. */
  async show(args: readonly string[]): Promise<number> {
    const { path, variables } = this.props;
    return runInteractive("terraform", [`-chdir=${path}`, ...args], variables);
  }

  failure(failed: string, lines: readonly string[]): TerraformError {
    const { subject, log, again } = this.props;
    return new TerraformError({ what: `${subject} ${failed}`, lines, log, again });
  }
}
