// The progress of one deployment: which stacks are done, which are being applied, and which can start.
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
  /** Whether the person agreed in advance. */
  readonly yes: boolean;
  /**
   * Applies each stack as soon as it is planned, while others are still being planned. Otherwise, a stack that cannot be
   * planned keeps all stacks that could begin with it from being changed. @default false
   */
  readonly eager?: boolean;
  /** Refuses plans that differ from the reviewed ones, by throwing. Plans that pass need no further question. */
  readonly gate?: Gate;
  /** Adopts resources that a killed run left out of the state. @default does not look for any */
  readonly adoption?: Adoption;
  /** Lines to show below a plan that contains changes. @default none */
  readonly describe?: (planned: Planned) => readonly string[];
  /** Whether to leave a stack alone, without a plan. Not asked after a change to a stack whose outputs it reads. */
  readonly leave?: (stack: string) => Promise<boolean>;
  /** Called for each stack once it matches its code. */
  readonly onSettled?: (stack: string, changed: boolean) => void;
}

export interface Adoption {
  /** Writes import blocks next to the stack's code for existing resources. Its producers are fully deployed by then. */
  prepare(stack: string, note: (text: string) => void): Promise<void>;
  /** Resources that the plan must not adopt, as sentences. */
  refusals(planned: Planned): readonly string[];
}

/** AWS refused to create a resource because it exists: a killed run may have created it. */
export class AlreadyExists extends UserError {}

/** Terraform and its provider take hundreds of megabytes of memory. */
const mostAtATime = 4;

export class DeployRun {
  private readonly begun = new Set<string>();
  private readonly settled: string[] = [];
  private readonly changed: string[] = [];
  private readonly running = new Map<string, Promise<void>>();
  private readonly failures: unknown[] = [];
  private readonly atATime = limit(mostAtATime);
  private readonly now = new Map<string, string>();

  /** @param agreed asks the person; returns true if no question is needed */
  constructor(
    private readonly deployment: SynthesizedDeployment,
    private readonly options: DeployOptions,
    private readonly progress: Progress,
    private readonly agreed: () => Promise<boolean>,
  ) {}

  /** Returns the changed stacks in the order in which they finished; undefined if the person declined. */
  async run(): Promise<readonly string[] | undefined> {
    let agreed = true;
    try {
      while (agreed && this.failures.length === 0) {
        const next = this.ready();
        if (next.length > 0 && this.options.eager) next.forEach((stack) => this.beginAlone(stack));
        else if (next.length > 0) agreed = await this.begin(next);
        else if (this.running.size > 0) await Promise.race(this.running.values());
        else break;
      }
    } catch (error) {
      this.failures.push(error);
    }
    // Whatever failed elsewhere, each running Terraform finishes and saves what it created.
    while (this.running.size > 0) await Promise.all(this.running.values());
    if (this.failures.length > 0) throw this.failure();
    return agreed ? this.changed : undefined;
  }

  /** The stacks that have not started, and whose producers match their code. */
  private ready(): readonly string[] {
    const { stacks } = this.options;
    const isSettled = (stack: string) => !stacks.includes(stack) || this.settled.includes(stack);
    return stacks.filter(
      (stack) => !this.begun.has(stack) && this.deployment.synthesis.stack(stack).dependencies.every(isSettled),
    );
  }

  /** As `begin`, without waiting for the plans of other stacks. */
  private beginAlone(stack: string): void {
    const begin = async () => {
      try {
        await this.begin([stack]);
      } catch (error) {
        this.failures.push(error);
      }
      // An apply has taken its place where the plan changes something.
      if (this.running.get(stack) === planning) this.running.delete(stack);
    };
    const planning = begin();
    this.running.set(stack, planning);
  }

  /** Plans the stacks, and starts to apply the plans with changes. False if the person declined. */
  private async begin(ready: readonly string[]): Promise<boolean> {
    throwIfInterrupted();
    for (const stack of ready) this.begun.add(stack);
    const stacks = await this.withoutLeft(ready);
    const planned = await Promise.all(stacks.map((stack) => this.atATime(() => this.plan(stack))));
    const changing = this.sound(planned).filter(({ plan }) => hasChanges(plan));
    try {
      this.options.gate?.(planned, this.settled);
      if (changing.length > 0 && !(await this.agreed())) throw new Declined();
    } catch (error) {
      await this.abandon(stacks);
      if (error instanceof Declined) return false;
      throw error;
    }
    // Another stack may have failed meanwhile: nothing new begins.
    if (this.failures.length > 0) return this.abandon(stacks);
    for (const planned of changing) this.start(planned);
    if (changing.length > 0) this.initializeOthers();
    for (const stack of stacks.filter((name) => !changing.some((planned) => planned.stack === name))) {
      await this.cleanUp(stack);
      this.settle(stack, false);
    }
    return true;
  }

  private async withoutLeft(stacks: readonly string[]): Promise<readonly string[]> {
    const { leave } = this.options;
    if (!leave) return stacks;
    const toPlan: string[] = [];
    for (const stack of stacks) {
      const { dependencies } = this.deployment.synthesis.stack(stack);
      if (dependencies.some((producer) => this.changed.includes(producer)) || !(await leave(stack))) {
        toPlan.push(stack);
        continue;
      }
      this.progress.note(`${stack}: as it was deployed`);
      this.settle(stack, false);
    }
    return toPlan;
  }

  /** Deletes the plans: they contain secrets in plain text. */
  private async abandon(stacks: readonly string[]): Promise<false> {
    await Promise.all(stacks.map((stack) => this.cleanUp(stack)));
    return false;
  }

  /** An apply mostly waits for AWS. Meanwhile, initializes the folders of later stacks. */
  private initializeOthers(): void {
    for (const stack of this.options.stacks.filter((name) => !this.begun.has(name))) {
      // The code that needs the folder gets the failure.
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

  /** The successful plans, after showing each. Throws a UserError with all problems. */
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

  /** One error for all failures; an interruption explains the others. */
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

/** The person declined. */
class Declined extends Error {}
