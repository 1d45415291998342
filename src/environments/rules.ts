// Combinations that AWS refuses, or that cannot work: each rule is a function from what was written to what is wrong.
import type { Problem } from "../../packages/errors";
import { cidrProblem } from "./cidr";
import { type Metric, type Task, metricsByTask, thresholdDefaults, thresholdRanges } from "./metrics";
import type { EnvironmentInput } from "./schema";
import { scheduleProblem } from "./schedule";

/** Rules see the input before its shape is known to be right, so that all problems come at once. */
type Unchecked<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Unchecked<T[K]> } : T;
type Input = Unchecked<EnvironmentInput>;
type Rule = (input: Input) => Problem | undefined;

export function brokenRules(input: unknown): Problem[] {
  if (typeof input !== "object" || input === null) return [];
  return rules.flatMap((rule) => rule(input as Input) ?? []);
}

const rules: readonly Rule[] = [
  function accountOutsideLocal({ name, account }) {
    if (name === "local" && account !== undefined) {
      return { path: "account", got: account, allowed: "none: the local AWS has an account of its own" };
    }
    if (name !== "local" && account === undefined) {
      return { path: "account", got: account, allowed: 'the account that it is deployed to, such as "111122223333"' };
    }
    return undefined;
  },

  /** ARNs, service principals, endpoints and registries are those of the partition "aws" wherever they are written. */
  function regionOfStandardPartition({ region }) {
    if (typeof region !== "string" || !/^(cn|us-gov|[a-z]{2}-iso[a-z]?)-/.test(region)) return undefined;
    const allowed =
      'a region of the standard partition, such as "us-east-1": ARNs and images differ in China, GovCloud and the isolated regions';
    return { path: "region", got: region, allowed };
  },
  function cidrLargeEnough({ network }) {
    const allowed = typeof network?.cidr === "string" ? cidrProblem(network.cidr) : undefined;
    return allowed ? { path: "network.cidr", got: network?.cidr, allowed } : undefined;
  },

  function metricFitsTask({ pipeline }) {
    const metrics: readonly Metric[] | undefined = metricsByTask[pipeline?.task as Task];
    if (!pipeline?.metric || !metrics || metrics.includes(pipeline.metric)) return undefined;
    return { path: "pipeline.metric", got: pipeline.metric, allowed: `for ${pipeline.task}: ${metrics.join(", ")}` };
  },

  function thresholdInRange({ pipeline }) {
    const metric = pipeline?.metric ?? metricsByTask[pipeline?.task as Task]?.[0];
    const range = metric && thresholdRanges[metric];
    if (!range || typeof pipeline?.threshold !== "number") return undefined;
    const [low, high] = range;
    if (pipeline.threshold >= low && pipeline.threshold <= high) return undefined;
    const allowed = `for ${metric}: from ${low} to ${high} (default ${thresholdDefaults[metric]})`;
    return { path: "pipeline.threshold", got: pipeline.threshold, allowed };
  },

  function targetNotDropped({ pipeline }) {
    if (!Array.isArray(pipeline?.drop) || !pipeline.drop.includes(pipeline.target as string)) return undefined;
    return { path: "pipeline.drop", got: pipeline.drop, allowed: `columns other than the target "${pipeline.target}"` };
  },

  function waitWithSpotOnly({ pipeline }) {
    const wait = pipeline?.maxWaitSeconds;
    if (wait === undefined) return undefined;
    const path = "pipeline.maxWaitSeconds";
    if (pipeline?.spot === false) return { path, got: wait, allowed: "none: only a spot job waits (spot: true)" };
    const runtime = pipeline?.maxRuntimeSeconds ?? 3600;
    if (wait >= runtime) return undefined;
    return {
      path,
      got: wait,
      allowed: `at least maxRuntimeSeconds (${runtime}): it counts waiting and running together`,
    };
  },

  function trainingInstance({ pipeline }) {
    const got = pipeline?.trainingInstanceType;
    if (typeof got !== "string" || !got.startsWith("ml.t2.")) return undefined;
    return {
      path: "pipeline.trainingInstanceType",
      got,
      allowed: 'a type that SageMaker trains on; ml.t2 serves only ("ml.m5.large")',
    };
  },

  function serverlessWithoutInstances({ endpoint }) {
    const given = endpoint as Record<string, unknown> | undefined;
    if (given?.kind !== "serverless" || given.instanceType === undefined) return undefined;
    return {
      path: "endpoint.instanceType",
      got: given.instanceType,
      allowed: 'none with kind "serverless"; remove it, or set kind "realtime"',
    };
  },

  function scheduleRuns({ pipeline }) {
    const expression = pipeline?.schedule?.expression;
    const allowed = typeof expression === "string" ? scheduleProblem(expression) : undefined;
    return allowed ? { path: "pipeline.schedule.expression", got: expression, allowed } : undefined;
  },
];
