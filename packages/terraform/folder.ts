// A folder in which Terraform runs.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { limit } from "../process/limit";
import {
  type Backend,
  forgetWorkspace,
  isInitialized,
  rememberInitialized,
  shareProviderLock,
  useBackend,
} from "./backend";
import { changesOf } from "./change";
import { TerraformCommand, type TerraformFolderProps, type Watcher } from "./command";
import { type ImportCandidate, nonExistent, removeImports, withoutAbsent, writeImports } from "./imports";
import { errorLines, warningLines } from "./log";
import { parseTerraformPlan, type TerraformPlan } from "./plan-json";

/** The result of a plan. */
export type FolderPlan =
  | { readonly status: "planned"; readonly plan: TerraformPlan; readonly warnings: readonly string[] }
  | { readonly status: "failed"; readonly error: string };

/** Of `terraform plan -detailed-exitcode`. 2 is a plan that has to be applied. */
const exitCodes = { nothingToDo: 0, failed: 1 } as const;

const emptyPlan: TerraformPlan = { format_version: "1.2", errored: false, complete: true };

/** Another run may hold the lock for a moment. */
const lockTimeout = "-lock-timeout=60s";

/** The first folder to initialize. It fills the provider cache alone, because two Terraforms must not do so at once. */
let cacheFilled: Promise<string> | undefined;
const initializing = limit(4);

export class TerraformFolder {
  private ready: Promise<void> | undefined;

  private readonly command: TerraformCommand;

  constructor(private readonly props: TerraformFolderProps) {
    this.command = new TerraformCommand(props);
  }

  get path(): string {
    return this.props.path;
  }

  /** Does nothing if the folder is still initialized from an earlier run. */
  async initialize(backend: Backend): Promise<void> {
    const { path, variables } = this.props;
    useBackend(path, backend);
    const settings = variables.TF_CLI_CONFIG_FILE;
    if (isInitialized(path, settings)) return;
    this.ready ??= this.init();
    await this.ready;
    rememberInitialized(path, settings);
  }

  /**
   * Creates the workspace that TF_WORKSPACE names. The first plan or apply does so as well; `init` refuses to run
   * without it.
   */
  async createWorkspace(): Promise<void> {
    const args = ["workspace", "select", "-or-create", this.props.variables.TF_WORKSPACE!];
    await this.command.succeed("has no workspace", args, { variables: this.withoutWorkspace });
  }

  /** Copies the state from the folder, which it was initialized for, to where the code says; the local copy stays. */
  async migrateState(): Promise<void> {
    useBackend(this.path, "as synthesized");
    await this.command.succeed("could not be moved", [
      "init",
      "-migrate-state",
      "-force-copy",
      "-input=false",
      "-no-color",
    ]);
  }

  /**
   * Takes no lock: a plan changes nothing, and Terraform refuses to apply a stale one.
   * @param keep keeps the saved plan for `applyPlan`. It contains secrets in plain text. A plan that is made to be applied
   * and does nothing is returned without the resources that stay as they are: reading them takes as long as planning.
   */
  async plan({ keep = false } = {}): Promise<FolderPlan> {
    let kept = false;
    try {
      const args = ["plan", "-detailed-exitcode", "-input=false", "-lock=false", "-no-color", `-out=${this.planFile}`];
      const { code, lines } = await this.command.run(args);
      const warnings = warningLines(lines);
      if (keep && code === exitCodes.nothingToDo) return { status: "planned", plan: emptyPlan, warnings };
      if (code === exitCodes.failed) return { status: "failed", error: errorLines(lines) };
      // Not into the log: the plan's JSON contains sensitive values in plain text.
      const shown = await this.command.run(["show", "-json", this.planFile], { quiet: true });
      if (shown.code !== 0) return { status: "failed", error: errorLines(shown.lines) };
      const plan = parseTerraformPlan(shown.stdout);
      // A failed plan also leaves a readable file.
      if (plan.errored || plan.complete === false) {
        return { status: "failed", error: "  Terraform could not complete the plan; see its output above." };
      }
      kept = keep;
      return { status: "planned", plan, warnings };
    } finally {
      if (!kept) this.removePlan();
    }
  }

  /** Shows Terraform's own output for a plan on the terminal. Returns the exit code. */
  async showPlan(): Promise<number> {
    return this.command.show(["plan", "-input=false", "-lock=false"]);
  }

  /** Applies the saved plan, and nothing else. */
  async applyPlan(plan: TerraformPlan, watcher: Watcher = {}): Promise<void> {
    const total = changesOf(plan).resources.filter(({ mode }) => mode === "managed").length;
    const args = ["apply", "-input=false", "-no-color", lockTimeout, this.planFile];
    await this.command.succeed("could not be deployed", args, { watcher, total });
    this.removePlan();
  }

  removePlan(): void {
    rmSync(this.planFile, { force: true });
  }

  async destroy(watcher: Watcher = {}): Promise<void> {
    const args = ["destroy", "-auto-approve", "-input=false", "-no-color", lockTimeout];
    await this.command.succeed("could not be destroyed", args, { watcher });
  }

  async unlock(id: string): Promise<void> {
    await this.command.succeed("could not be unlocked", ["force-unlock", "-force", id]);
  }

  /** Writes import blocks next to the code for the candidates that exist; returns those. */
  async adopt<T extends ImportCandidate>(candidates: readonly T[]): Promise<readonly T[]> {
    let existing = candidates;
    while (existing.length > 0) {
      writeImports(this.path, existing);
      const { code, lines } = await this.command.run(["plan", "-input=false", "-lock=false", "-no-color"]);
      if (code === 0) return existing;
      const remaining = withoutAbsent(existing, nonExistent(lines));
      if (remaining.length === existing.length) {
        removeImports(this.path);
        throw this.command.failure("cannot be planned with what exists", lines);
      }
      existing = remaining;
    }
    removeImports(this.path);
    return [];
  }

  private get planFile(): string {
    return join(this.path, "plan.tfplan");
  }

  /** While TF_WORKSPACE names a workspace that does not exist yet, no command but plan and apply can create it. */
  private get withoutWorkspace(): NodeJS.ProcessEnv {
    return { ...this.props.variables, TF_WORKSPACE: undefined };
  }

  private async init(): Promise<void> {
    const { path } = this.props;
    forgetWorkspace(path);
    const args = ["init", "-input=false", "-no-color", "-reconfigure"];
    const initialize = () =>
      this.command.succeed("could not be initialized", args, { variables: this.withoutWorkspace });
    if (!cacheFilled) {
      cacheFilled = initialize().then(() => path);
      await cacheFilled.catch((error: unknown) => {
        cacheFilled = undefined;
        throw error;
      });
      return;
    }
    const first = await cacheFilled.catch(() => undefined);
    if (first === undefined) return this.init();
    shareProviderLock(first, path);
    await initializing(initialize);
  }
}
