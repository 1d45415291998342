// One deployment at work: which stacks are done, which are being applied, and which can begin.
import { UserError } from "../../packages/errors";
import { Interrupted, throwIfInterrupted } from "../../packages/process/interrupt";
import { limit } from "../../packages/process/limit";
import { hasChanges } from "../../packages/terraform/change";
import { removeImports } from "../../packages/terraform/imports";
import type { Planned, PlannedStack } from "../../packages/terraform/planned-stack";
import { saysTaken, TerraformError } from "../../packages/terraform/terraform-error";
import { planWords } from "../../packages/plan-review/words";
import type { Progress } from "../terminal/steps";
import type { SynthesizedDeployment } from "./deployment";
import type { Gate } from "./gate";
import { planStack } from "./plan-stack";
import { stackFolder } from "./stack-folder";

export interface DeployOptions {
  readonly stacks: readonly string[];
  /** Whether the person agreed beforehand. */
  readonly yes: boolean;
  /** Refuses plans by throwing: what was reviewed is something else. Plans that it lets pass need no further question. */
  readonly gate?: Gate;
  /** Takes over what exists and no state knows, because a run was killed. @default it is not looked for */
  readonly adoption?: Adoption;
  /** Lines to show below a plan that changes something. @default none */
  readonly describe?: (planned: Planned) => readonly string[];
  /** Called as each stack is as its code says. */
  readonly onSettled?: (stack: string, changed: boolean) => void;
}

export interface Adoption {
  /** Leaves import blocks beside the code of the stack for what exists. Those that it depends on are whole by then. */
  prepare(stack: string, note: (text: string) => void): Promise<void>;
  /** What the plan must not adopt, as sentences. */
  refusals(planned: Planned): readonly string[];
}

/** AWS refused to make something because it exists: a run that was killed may have made it. */
export class AlreadyExists extends UserError {}

/** A Terraform with its provider takes hundreds of megabytes. */
const mostAtATime = 4;

export class DeployRun {
  private readonly begun = new Set<string>();
  private readonly settled: string[] = [];
  private readonly changed: string[] = [];
  private readonly running = new Map<string, Promise<void>>();
  private readonly failures: unknown[] = [];
  private readonly atATime = limit(mostAtATime);
  private readonly now = new Map<string, string>();

  /** @param agreed asks the person; true where nobody has to be asked */
  constructor(
    private readonly deployment: SynthesizedDeployment,
    private readonly options: DeployOptions,
    private readonly progress: Progress,
    private readonly agreed: () => Promise<boolean>,
  ) {}

  /** Returns the stacks that were changed, in the order in which they were done; undefined when the person said no. */
  async run(): Promise<readonly string[] | undefined> {
    let agreed = true;
    try {
      while (agreed && this.failures.length === 0) {
        const next = this.ready();
        if (next.length > 0) agreed = await this.begin(next);
        else if (this.running.size > 0) await Promise.race(this.running.values());
        else break;
      }
    } catch (error) {
      this.failures.push(error);
    }
    // Whatever went wrong elsewhere: a Terraform at work finishes and saves what it made.
    await Promise.all(this.running.values());
    if (this.failures.length > 0) throw this.failure();
    return agreed ? this.changed : undefined;
  }

  /** The stacks that have not begun, and whose producers are as their code says. */
  private ready(): readonly string[] {
    const { stacks } = this.options;
    const isSettled = (stack: string) => !stacks.includes(stack) || this.settled.includes(stack);
    return stacks.filter(
      (stack) => !this.begun.has(stack) && this.deployment.synthesis.stack(stack).dependencies.every(isSettled),
    );
  }

  /** Plans the stacks, and begins to apply what changes something. False when the person said no. */
  private async begin(stacks: readonly string[]): Promise<boolean> {
    throwIfInterrupted();
    for (const stack of stacks) this.begun.add(stack);
    const planned = await Promise.all(stacks.map((stack) => this.atATime(() => this.plan(stack))));
    const changing = this.sound(planned).filter(({ plan }) => hasChanges(plan));
    try {
      this.options.gate?.(planned, this.settled);
      if (changing.length > 0 && !(await this.agreed())) throw new Declined();
    } catch (error) {
      // A saved plan holds secrets in clear.
      await Promise.all(stacks.map((stack) => this.cleanUp(stack)));
      if (error instanceof Declined) return false;
      throw error;
    }
    for (const planned of changing) this.start(planned);
    if (changing.length > 0) this.initializeOthers();
    for (const stack of stacks.filter((name) => !changing.some((planned) => planned.stack === name))) {
      await this.cleanUp(stack);
      this.settle(stack, false);
    }
    return true;
  }

  /** An apply mostly waits for AWS. Meanwhile the folders of those that come later are made ready. */
  private initializeOthers(): void {
    for (const stack of this.options.stacks.filter((name) => !this.begun.has(name))) {
      // Whoever needs the folder gets the failure.
      stackFolder(this.deployment, stack).catch(() => undefined);
    }
  }

  private async plan(stack: string): Promise<PlannedStack> {
    this.show(stack, "planning");
    await this.options.adoption?.prepare(stack, this.progress.note);
    const planned = await planStack(this.deployment, stack, { keep: true });
    this.show(stack, "");
    return planned;
  }

  /** Those that could be planned, each with its plan shown. Throws a UserError that names everything that is wrong. */
  private sound(planned: readonly PlannedStack[]): readonly Planned[] {
    const sound = planned.filter((result) => result.status === "planned");
    for (const result of sound) {
      const text = hasChanges(result.plan) ? planWords(result.plan) : "nothing to change";
      this.progress.note(`${result.stack}: ${text}`);
      const lines = hasChanges(result.plan) ? (this.options.describe?.(result) ?? []) : [];
      for (const line of [...lines, ...result.warnings]) this.progress.note(`  ${line.replaceAll("\n", "\n  ")}`);
    }
    const problems = planned.flatMap((result) => this.problems(result));
    if (problems.length === 0) return sound;
    for (const { stack } of sound) void this.cleanUp(stack);
    throw new UserError(problems.join("\n"));
  }

  private problems(result: PlannedStack): readonly string[] {
    const { stack } = result;
    if (result.status === "failed") return [`Stack ${stack} cannot be planned:\n${result.error}`];
    if (result.status === "planned") return this.options.adoption?.refusals(result) ?? [];
    const missing = result.waitsFor.join(" ");
    const together = `${this.deployment.again} ${missing} ${stack}`;
    return [`Stack ${stack} reads outputs of ${missing}, not deployed yet. Deploy them too: ${together}`];
  }

  private start({ stack, plan }: Planned): void {
    const watcher = { now: (text: string) => this.show(stack, text), note: this.progress.note };
    const apply = async () => {
      try {
        await this.atATime(async () => (await stackFolder(this.deployment, stack)).applyPlan(plan, watcher));
        this.progress.note(`${stack}: done`);
        this.changed.push(stack);
        this.settle(stack, true);
      } catch (error) {
        this.failures.push(error);
      } finally {
        this.show(stack, "");
        await this.cleanUp(stack);
        this.running.delete(stack);
      }
    };
    this.running.set(stack, apply());
  }

  private settle(stack: string, changed: boolean): void {
    this.settled.push(stack);
    this.options.onSettled?.(stack, changed);
  }

  private show(stack: string, text: string): void {
    this.now.set(stack, text && `${stack} ${text}`);
    this.progress.now([...this.now.values()].filter(Boolean).join(", "));
  }

  private async cleanUp(stack: string): Promise<void> {
    removeImports((await stackFolder(this.deployment, stack)).path);
    (await stackFolder(this.deployment, stack)).removePlan();
  }

  /** One error for all that went wrong; an interruption explains the others. */
  private failure(): unknown {
    const interrupted = this.failures.find((failure) => failure instanceof Interrupted);
    if (interrupted) return interrupted;
    const bug = this.failures.find((failure) => !(failure instanceof UserError));
    if (bug !== undefined) return bug;
    const taken = this.failures.some((failure) => failure instanceof TerraformError && saysTaken(failure));
    if (this.failures.length === 1 && !taken) return this.failures[0];
    const text = this.failures.map((failure) => (failure as Error).message).join("\n");
    if (!taken) return new UserError(text);
    const { name } = this.deployment.environment;
    return new AlreadyExists(
      `${text}\nIt exists, but the state does not know it: a run was killed before it could save. npm run recover -- ${name}`,
    );
  }
}

/** The person said no. */
class Declined extends Error {}
