// What a new model learns, from a look at its file: the task, the metric, and the columns that it must not see.
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
  /** Suspicious as well, but the person wants the model to see them. */
  readonly kept: readonly Dropped[];
}

/**
 * Suspicious columns are dropped: a leak that stays makes a model that looks perfect and is useless, which nobody notices;
 * a column that is missing makes a weaker one, which the metric shows.
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
