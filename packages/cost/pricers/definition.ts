// Reads from a state machine's definition what its runs cost: job instances, and the endpoint they leave behind.
import { list, numberIn, record, textIn } from "../resource";
import type { Variant } from "./sagemaker";

type Values = Readonly<Record<string, unknown>>;

export interface Job {
  readonly state: string;
  readonly kind: "processing" | "training";
  /** Undefined if neither the state nor a default of the input gives it. */
  readonly instanceType: string | undefined;
  readonly spot: boolean;
}

export interface Definition {
  readonly jobs: readonly Job[];
  readonly variants: readonly Variant[];
}

/** Undefined if there is no definition yet: a plan knows it only once all the resources it refers to exist. */
export function readDefinition(definition: unknown): Definition | undefined {
  const json = parsed(definition);
  if (json === undefined) return undefined;
  const states = Object.entries(record(record(json).States)).map(([name, state]) => [name, record(state)] as const);
  const defaults = new Map<string, unknown>();
  for (const [, state] of states) if (state.Type === "Pass") collect(state.Result, defaults);
  const tasks = (action: string) => states.filter(([, { Resource }]) => action === actionOf(Resource));

  const processing = tasks("createprocessingjob").map(([state, { Parameters }]): Job => {
    const cluster = record(record(record(Parameters).ProcessingResources).ClusterConfig);
    return { state, kind: "processing", instanceType: instanceType(cluster, defaults), spot: false };
  });
  const training = tasks("createtrainingjob").map(([state, { Parameters }]): Job => {
    const parameters = record(Parameters);
    const type = instanceType(record(parameters.ResourceConfig), defaults);
    return { state, kind: "training", instanceType: type, spot: parameters.EnableManagedSpotTraining === true };
  });
  const variants = tasks("createendpointconfig").flatMap(([, { Parameters }]) =>
    list(record(Parameters).ProductionVariants).map((variant) => variantOf(record(variant), defaults)),
  );
  return { jobs: [...processing, ...training], variants };
}

/** Matches `arn:aws:states:::sagemaker:createTrainingJob.sync` and `…:aws-sdk:sagemaker:createEndpointConfig` alike. */
function actionOf(resource: unknown): string | undefined {
  return /:sagemaker:(\w+)/.exec(String(resource))?.[1]?.toLowerCase();
}

function variantOf(variant: Values, defaults: ReadonlyMap<string, unknown>): Variant {
  if (!("ServerlessConfig" in variant)) {
    const count = numberIn(variant, "InitialInstanceCount");
    return { instanceType: instanceType(variant, defaults), instanceCount: count };
  }
  const config = record(variant.ServerlessConfig);
  return {
    serverless: {
      memoryMb: numberIn(config, "MemorySizeInMB"),
      provisionedConcurrency: numberIn(config, "ProvisionedConcurrency"),
    },
  };
}

/** `InstanceType.$: $.run.settings.trainingInstanceType` can be overridden by a run; its default is priced. */
function instanceType(values: Values, defaults: ReadonlyMap<string, unknown>): string | undefined {
  const path = values["InstanceType.$"];
  if (typeof path !== "string") return textIn(values, "InstanceType");
  const value = defaults.get(path.split(".").at(-1)!);
  return typeof value === "string" && !value.includes("${") ? value : undefined;
}

/** Every named value below; a name with two values counts as unknown. */
function collect(value: unknown, into: Map<string, unknown>): void {
  for (const [name, inner] of Object.entries(record(value))) {
    into.set(name, into.has(name) && into.get(name) !== inner ? undefined : inner);
    collect(inner, into);
  }
}

function parsed(definition: unknown): unknown {
  if (typeof definition !== "string") return undefined;
  try {
    return JSON.parse(definition);
  } catch {
    return undefined;
  }
}
