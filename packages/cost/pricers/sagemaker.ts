// SageMaker: instances by type and hour, serverless inference by memory and second, the MLflow tracking server by size.
import { hoursPerMonth, fixed, type Meter, notKnown, type Pricer, running, used, usedBy } from "../meter";
import { blocksIn, numberIn, type PricedResource, textIn } from "../resource";

/** How an endpoint runs one variant; a field is undefined if only an apply or a run decides it. */
export interface Variant {
  readonly instanceType?: string | undefined;
  readonly instanceCount?: number | undefined;
  readonly serverless?: {
    readonly memoryMb?: number | undefined;
    readonly provisionedConcurrency?: number | undefined;
  };
}

export const inferenceKeys = ["monthly_hrs", "monthly_inference_duration_secs", "monthly_data_processed_gb"];

/** An endpoint costs what its configuration says, and nothing in addition. */
export const endpointConfiguration: Pricer = {
  usageKeys: inferenceKeys,
  meters: ({ values }: PricedResource) =>
    ["production_variants", "shadow_production_variants"]
      .flatMap((name) => blocksIn(values, name))
      .flatMap((variant) => variantMeters(variantOf(variant))),
};

export const notebookInstance: Pricer = {
  usageKeys: ["monthly_hrs"],
  meters: ({ values }: PricedResource) => {
    const type = textIn(values, "instance_type");
    const volume = numberIn(values, "volume_size") ?? 5;
    return [
      type
        ? running(`Notebook instance (${type})`, `sagemaker.notebook.${type}`, 1, "monthly_hrs")
        : notKnown("Notebook instance", "sagemaker.notebook", "instance_type is not known before apply"),
      fixed("Notebook volume", "sagemaker.notebook.volume", volume),
    ];
  },
};

/** Small is the provider's default. */
export const trackingServer: Pricer = {
  usageKeys: ["monthly_hrs"],
  meters: ({ values }: PricedResource) => {
    const size = textIn(values, "tracking_server_size") ?? "Small";
    return [running(`MLflow tracking server (${size})`, `sagemaker.mlflow.${size}`, 1, "monthly_hrs")];
  },
};

/** `prefix` precedes the keys of the usage file if the endpoint is part of another resource. */
export function variantMeters(variant: Variant, title = "Endpoint", prefix = ""): Meter[] {
  const data = used(`${title}, data processed`, "sagemaker.hosting.gb", `${prefix}monthly_data_processed_gb`);
  if (!variant.serverless) return [instances(variant, title, prefix), data];
  const { memoryMb, provisionedConcurrency = 0 } = variant.serverless;
  if (memoryMb === undefined) {
    return [notKnown(`${title} (serverless)`, "sagemaker.serverless", "its memory is not known before apply"), data];
  }
  const key = `${prefix}monthly_inference_duration_secs`;
  const seconds = used(`${title} (serverless, ${memoryMb} MB)`, `sagemaker.serverless.${memoryMb}`, key);
  const warm = fixed(
    `${title} (serverless, ${memoryMb} MB), provisioned concurrency`,
    `sagemaker.serverless.provisioned.${memoryMb}`,
    provisionedConcurrency * hoursPerMonth * 3600,
  );
  return [seconds, ...(provisionedConcurrency > 0 ? [warm] : []), data];
}

function instances({ instanceType, instanceCount }: Variant, title: string, prefix: string): Meter {
  if (instanceType === undefined || instanceCount === undefined) {
    return notKnown(title, "sagemaker.hosting", "its instance type or count is not known before apply");
  }
  const what = `${title} (${instanceCount} × ${instanceType})`;
  return running(what, `sagemaker.hosting.${instanceType}`, instanceCount, `${prefix}monthly_hrs`);
}

function variantOf(values: Readonly<Record<string, unknown>>): Variant {
  const [serverless] = blocksIn(values, "serverless_config");
  if (!serverless) {
    return { instanceType: textIn(values, "instance_type"), instanceCount: numberIn(values, "initial_instance_count") };
  }
  return {
    serverless: {
      memoryMb: numberIn(serverless, "memory_size_in_mb"),
      provisionedConcurrency: numberIn(serverless, "provisioned_concurrency"),
    },
  };
}

/** Hours of one kind of job on one instance type, less what managed spot training saves. */
export function jobMeters(
  kind: "processing" | "training",
  name: string,
  type: string | undefined,
  spot: boolean,
): Meter[] {
  const title = `${kind === "training" ? "Training" : "Processing"} job ${name}`;
  if (!type) return [notKnown(title, `sagemaker.${kind}`, "the definition does not say its instance type")];
  const [price, hours] = [`sagemaker.${kind}.${type}`, `jobs.${name}.monthly_instance_hrs`];
  const discount = `jobs.${name}.spot_discount_percent`;
  const saved = usedBy(
    `${title}, saved by managed spot training`,
    price,
    [hours, discount],
    (usage) => (-usage(hours) * usage(discount)) / 100,
  );
  return [used(`${title} (${type})`, price, hours), ...(spot ? [saved] : [])];
}
