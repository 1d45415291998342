// Combinations within a model that AWS refuses or that cannot work. Paths are relative to the object a rule checks.
import type { Problem } from "../../packages/errors";
import { type Metric, type Task, metricsByTask, thresholdDefaults, thresholdRanges } from "./metrics";
import type { ModelInput, ModelSettingsInput } from "./model-schema";
import { scheduleProblem } from "./schedule";
import { applyRules, type Rule } from "./unchecked";

export const definitionProblems = (input: unknown): Problem[] => applyRules(definitionRules, input);
export const settingsProblems = (input: unknown): Problem[] => applyRules(settingsRules, input);

const definitionRules: readonly Rule<ModelInput>[] = [
  function metricFitsTask({ metric, task }) {
    const metrics: readonly Metric[] | undefined = metricsByTask[task as Task];
    if (!metric || !metrics || metrics.includes(metric)) return undefined;
    return { path: "metric", got: metric, allowed: `for ${task}: ${metrics.join(", ")}` };
  },

  function thresholdInRange({ metric: given, task, threshold }) {
    const metric = given ?? metricsByTask[task as Task]?.[0];
    const range = metric && thresholdRanges[metric];
    if (!range || typeof threshold !== "number") return undefined;
    const [low, high] = range;
    if (threshold >= low && threshold <= high) return undefined;
    const allowed = `for ${metric}: from ${low} to ${high} (default ${thresholdDefaults[metric]})`;
    return { path: "threshold", got: threshold, allowed };
  },

  function targetNotDropped({ drop, target }) {
    if (!Array.isArray(drop) || !drop.includes(target as string)) return undefined;
    return { path: "drop", got: drop, allowed: `columns other than the target "${target}"` };
  },

  function scheduleRuns({ schedule }) {
    const expression = schedule?.expression;
    const allowed = typeof expression === "string" ? scheduleProblem(expression) : undefined;
    return allowed ? { path: "schedule.expression", got: expression, allowed } : undefined;
  },
];

const settingsRules: readonly Rule<ModelSettingsInput>[] = [
  function waitWithSpotOnly({ training }) {
    const got = training?.maxWaitSeconds;
    if (got === undefined) return undefined;
    const path = "training.maxWaitSeconds";
    if (training?.spot === false) return { path, got, allowed: "none: only a spot job waits (spot: true)" };
    const runtime = training?.maxRuntimeSeconds ?? 3600;
    if (got >= runtime) return undefined;
    return { path, got, allowed: `at least maxRuntimeSeconds (${runtime}): it counts waiting and running together` };
  },

  function trainingInstance({ training }) {
    const got = training?.instanceType;
    if (typeof got !== "string" || !got.startsWith("ml.t2.")) return undefined;
    const allowed = 'a type that SageMaker trains on; ml.t2 serves only ("ml.m5.large")';
    return { path: "training.instanceType", got, allowed };
  },

  function serverlessWithoutInstances({ endpoint }) {
    const { kind, instanceType: got } = (endpoint ?? {}) as Readonly<Record<string, unknown>>;
    if (kind !== "serverless" || got === undefined) return undefined;
    const allowed = 'none with kind "serverless"; remove it, or set kind "realtime"';
    return { path: "endpoint.instanceType", got, allowed };
  },
];
