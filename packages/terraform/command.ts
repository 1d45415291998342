// Starts `terraform`: the only place that does. Output goes into a log, Ctrl-C reaches Terraform once, and failures say what
// to type next.
import { Interrupted } from "../process/interrupt";
import { run, runInteractive, type RunResult } from "../process/run";
import { LogProgress } from "./log";
import { TerraformError } from "./terraform-error";

export interface TerraformFolderProps {
  /** The folder with `cdk.tf.json`. */
  readonly path: string;
  /** Subject of sentences about it, such as "Stack storage". */
  readonly subject: string;
  /** Those of every Terraform that is started here. TF_WORKSPACE names the workspace. */
  readonly variables: NodeJS.ProcessEnv;
  /** Everything that Terraform prints is appended here, but no plan and no output. */
  readonly log: string;
  /** What to type after a failure or an interruption. */
  readonly again: string;
}

export interface Watcher {
  /** What is happening now, such as `3 of 26`. */
  readonly now?: (text: string) => void;
  /** Something worth keeping. */
  readonly note?: (text: string) => void;
}

export interface CommandOptions {
  /** Not into the log: the output has sensitive values in clear. @default false */
  readonly quiet?: boolean;
  readonly watcher?: Watcher;
  /** Number of resources that will change, for the progress. */
  readonly total?: number;
  /** @default those of the folder */
  readonly variables?: NodeJS.ProcessEnv;
}

/** A question that nobody can see would wait for ever. */
const unattended = { TF_INPUT: "0", TF_IN_AUTOMATION: "1" } as const;

/**
 * Each Terraform starts its provider anew, which builds hundreds of schemas: with Go's usual garbage collection that takes
 * a third more of the processor. In return a run takes some 180 MB of memory more.
 */
const goGarbage = "400";

export class TerraformCommand {
  constructor(private readonly props: TerraformFolderProps) {}

  /** @param failed end of the sentence about a failure, such as "could not be deployed" */
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

  /** On the terminal, in Terraform's own words. Returns the exit code. */
  async show(args: readonly string[]): Promise<number> {
    const { path, variables } = this.props;
    return runInteractive("terraform", [`-chdir=${path}`, ...args], variables);
  }

  failure(failed: string, lines: readonly string[]): TerraformError {
    const { subject, log, again } = this.props;
    return new TerraformError({ what: `${subject} ${failed}`, lines, log, again });
  }
}
