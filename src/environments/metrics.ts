// The metrics that a quality gate can compare, and the range of useful thresholds for each.

import type { Metric } from "../../contracts/metrics";

export { type Metric, metricsByTask, type Task } from "../../contracts/metrics";

export const thresholdDefaults: Record<Metric, number> = {
  roc_auc: 0.8,
  average_precision: 0.5,
  f1: 0.5,
  accuracy: 0.8,
  r2: 0.7,
};

/** Below the lower bound a model is no better than guessing (ROC AUC 0.5) or than the mean (R² 0): no gate at all. */
export const thresholdRanges: Record<Metric, readonly [number, number]> = {
  roc_auc: [0.5, 1],
  average_precision: [0, 1],
  f1: [0, 1],
  accuracy: [0, 1],
  r2: [0, 1],
};
