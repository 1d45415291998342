// Decides whether the new model is good enough: a pure function that gives its reasons in plain words.

import type { Champion, Decision } from "../../contracts/functions/evaluate-model";

export interface Candidate {
  readonly metric: string;
  /** Null or undefined if it could not be computed. For every metric, higher is better. */
  readonly value: number | null | undefined;
  /** The same metric of a model that has learned nothing; null or undefined if there is none. */
  readonly baseline: number | null | undefined;
}

export interface Standard {
  readonly threshold: number;
  /** The registered model that serves the same purpose; null for the first model. */
  readonly champion: Champion | null;
  /** How much worse than the champion a model may be and still pass, in units of the metric. */
  readonly championTolerance: number;
}

export type Verdict = Pick<Decision, "passed" | "reasons">;

export function decide(candidate: Candidate, standard: Standard): Verdict {
  const { metric, value } = candidate;
  if (!isNumber(value)) {
    return { passed: false, reasons: [`The evaluation holds no value for ${metric}: ${describe(value)}.`] };
  }
  const checks = [
    againstThreshold(metric, value, standard.threshold),
    againstBaseline(metric, value, candidate.baseline),
    againstChampion(metric, value, standard),
  ];
  const failed = checks.filter(({ passed }) => !passed);
  const reasons = [...failed, ...checks.filter(({ passed }) => passed)].map(({ reason }) => reason);
  return { passed: failed.length === 0, reasons };
}

interface Check {
  readonly passed: boolean;
  readonly reason: string;
}

function againstThreshold(metric: string, value: number, threshold: number): Check {
  const [shown, bar] = distinct(value, threshold);
  return value >= threshold
    ? { passed: true, reason: `${metric} ${shown} reaches the threshold of ${bar}.` }
    : { passed: false, reason: `${metric} ${shown} is below the threshold of ${bar}.` };
}

function againstBaseline(metric: string, value: number, baseline: Candidate["baseline"]): Check {
  if (!isNumber(baseline)) return { passed: true, reason: `There is no baseline for ${metric} to beat.` };
  const [shown, bar] = distinct(value, baseline);
  return value > baseline
    ? { passed: true, reason: `${metric} ${shown} beats the baseline of ${bar}.` }
    : { passed: false, reason: `${metric} ${shown} does not beat the baseline of ${bar}: the model learnt nothing.` };
}

function againstChampion(metric: string, value: number, { champion, championTolerance }: Standard): Check {
  if (!champion) return { passed: true, reason: "There is no approved model to compare with yet." };
  const [shown, bar] = distinct(value, champion.value);
  const within = value >= champion.value - championTolerance;
  if (!within) {
    const reason = `${metric} ${shown} is more than ${championTolerance} below the ${bar} of the approved model ${champion.modelPackageArn}.`;
    return { passed: false, reason };
  }
  const comparison = value >= champion.value ? "at least as good as" : `within ${championTolerance} of`;
  return { passed: true, reason: `${metric} ${shown} is ${comparison} the ${bar} of the approved model.` };
}

/** Rounded for readers, but never so far that two different numbers look the same. */
function distinct(one: number, other: number): [string, string] {
  for (const digits of [4, 6, 9]) {
    const shown: [string, string] = [round(one, digits), round(other, digits)];
    if (shown[0] !== shown[1] || one === other) return shown;
  }
  return [String(one), String(other)];
}

function round(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function describe(value: unknown): string {
  return value === undefined ? "it is missing" : `it is ${String(value)}`;
}
