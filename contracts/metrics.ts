// The tasks a model can learn, and the metrics that a quality gate can compare. For every metric, higher is better.

/** The first metric of a task is its default. ml-src/metrics.py computes each of them. */
export const metricsByTask = {
  classification: ["roc_auc", "average_precision", "f1", "accuracy"],
  regression: ["r2"],
} as const;

export type Task = keyof typeof metricsByTask;
export type Metric = (typeof metricsByTask)[Task][number];

export const tasks = ["classification", "regression"] as const satisfies readonly Task[];
export const metrics: readonly Metric[] = tasks.flatMap((task) => [...metricsByTask[task]]);
