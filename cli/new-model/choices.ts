// Chooses what a new model learns, by inspecting its file: the task, the metric, and the columns to drop.
import type { Inspection } from "../../contracts/inspection";
import type { Metric, Task } from "../../contracts/metrics";
import { chooseTask } from "../data/inspect";
import type { DataOptions } from "../data/options";

export interface Dropped {
  readonly column: string;
  /** A sentence. */
  readonly reason: string;
}

export interface Choices {
  readonly task: Task;
  readonly taskReason: string;
  readonly target: string;
  readonly metric: Metric;
  readonly metricReason: string;
  readonly dropped: readonly Dropped[];
  /** Also suspicious, but the person wants the model to use them. */
  readonly kept: readonly Dropped[];
}

/**
 * Suspicious columns are dropped. A leak that stays makes a model that looks perfect and is useless, which nobody
 * notices; a missing column makes a weaker model, which the metric shows.
 */
export function choose(options: DataOptions, keep: readonly string[], inspection: Inspection): Choices {
  const { identifiers, leaks, taskReason, metric, metricReason } = inspection;
  const asked = options.drop.map((column) => ({ column, reason: "You dropped it." }));
  const suspicious = [
    ...identifiers.map(({ column, reason }) => ({ column, reason: `It looks like an identifier: ${reason}` })),
    ...leaks.map(({ column, reason }) => ({ column, reason: `It may give the answer away: ${reason}` })),
  ].filter(({ column }, index, all) => all.findIndex((one) => one.column === column) === index);
  return {
    task: chooseTask(options, inspection),
    taskReason,
    target: options.target,
    metric: metric!,
    metricReason,
    dropped: [...asked, ...suspicious.filter(({ column }) => !keep.includes(column))],
    kept: suspicious.filter(({ column }) => keep.includes(column)),
  };
}
