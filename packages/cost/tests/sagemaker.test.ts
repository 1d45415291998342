import { readDefinition } from "../pricers/definition";
import type { PricedResource } from "../resource";
import { estimated, usd } from "./committed-prices";

const region = "us-east-1";
const of = (type: string, values: PricedResource["values"], amounts: Record<string, number> = {}) =>
  estimated([{ address: `${type}.It`, type, values }], {
    region,
    usage: { byType: { [type]: amounts }, byAddress: {} },
  });

const definition = (states: Record<string, unknown>) => JSON.stringify({ StartAt: "A", States: states });
const endpoint = (variant: Record<string, unknown>) => ({
  Type: "Task",
  Resource: "arn:aws:states:::aws-sdk:sagemaker:createEndpointConfig",
  Parameters: { ProductionVariants: [{ VariantName: "AllTraffic", ...variant }] },
});
const train = (config: Record<string, unknown>, spot: boolean) => ({
  Type: "Task",
  Resource: "arn:aws:states:::sagemaker:createTrainingJob.sync",
  Parameters: { ResourceConfig: { InstanceCount: 1, ...config }, EnableManagedSpotTraining: spot },
});
const defaults = { Type: "Pass", Result: { settings: { trainingInstanceType: "ml.m5.xlarge" } } };

describe("a notebook instance", () => {
  test("runs all month, with its volume", () => {
    const { monthly } = of("aws_sagemaker_notebook_instance", { instance_type: "ml.t3.medium", volume_size: 20 });
    expect(monthly).toBeCloseTo(
      730 * usd("sagemaker.notebook.ml.t3.medium") + 20 * usd("sagemaker.notebook.volume"),
      6,
    );
  });

  test("runs for as many hours as the usage file says", () => {
    const { lines } = of("aws_sagemaker_notebook_instance", { instance_type: "ml.t3.medium" }, { monthly_hrs: 160 });
    expect(lines[0]).toMatchObject({ what: "Notebook instance (ml.t3.medium)", quantity: 160 });
  });

  test("of a type without a price is unknown, and names the price that is missing", () => {
    expect(of("aws_sagemaker_notebook_instance", { instance_type: "ml.p5.48xlarge" }).unknown[0]).toMatchObject({
      reason: 'Notebook instance (ml.p5.48xlarge): no price "sagemaker.notebook.ml.p5.48xlarge" in us-east-1',
      missingPrice: "sagemaker.notebook.ml.p5.48xlarge",
    });
  });
});

test("an MLflow tracking server costs by its size", () => {
  expect(of("aws_sagemaker_mlflow_tracking_server", {}).monthly).toBeCloseTo(730 * usd("sagemaker.mlflow.Small"), 6);
});

describe("an endpoint configuration", () => {
  const variant = { instance_type: "ml.m5.large", initial_instance_count: 2 };
  const instances = 2 * 730 * usd("sagemaker.hosting.ml.m5.large");

  test("costs its instances", () => {
    expect(of("aws_sagemaker_endpoint_configuration", { production_variants: [variant] }).monthly).toBeCloseTo(
      instances,
      6,
    );
  });

  test("costs those of a shadow variant too", () => {
    const values = { production_variants: [variant], shadow_production_variants: [variant] };
    expect(of("aws_sagemaker_endpoint_configuration", values).monthly).toBeCloseTo(2 * instances, 6);
  });

  test.each(["an object", "a list"])(
    "of serverless kind depends on the seconds of inference, written as %s",
    (form) => {
      const config = { memory_size_in_mb: 2048, max_concurrency: 5 };
      const values = { production_variants: [{ serverless_config: form === "a list" ? [config] : config }] };
      const amounts = { monthly_inference_duration_secs: 10_000, monthly_data_processed_gb: 1 };
      expect(of("aws_sagemaker_endpoint_configuration", values).monthly).toBe(0);
      expect(of("aws_sagemaker_endpoint_configuration", values).byUsage.map(({ what }) => what)).toEqual([
        "Endpoint (serverless, 2048 MB)",
        "Endpoint, data processed",
      ]);
      expect(of("aws_sagemaker_endpoint_configuration", values, amounts).monthly).toBeCloseTo(
        10_000 * usd("sagemaker.serverless.2048") + usd("sagemaker.hosting.gb"),
        6,
      );
    },
  );

  test("with provisioned concurrency costs all month", () => {
    const config = { memory_size_in_mb: 2048, max_concurrency: 5, provisioned_concurrency: 2 };
    const { monthly } = of("aws_sagemaker_endpoint_configuration", {
      production_variants: [{ serverless_config: config }],
    });
    expect(monthly).toBeCloseTo(2 * 730 * 3600 * usd("sagemaker.serverless.provisioned.2048"), 6);
  });
});

describe("what a state machine's runs make", () => {
  test("an endpoint on instances runs all month", () => {
    const states = { Make: endpoint({ InstanceType: "ml.m5.large", InitialInstanceCount: 3 }) };
    const { lines, monthly } = of("aws_sfn_state_machine", { definition: definition(states) });
    expect(lines.map(({ what }) => what)).toEqual(["Pipeline's endpoint (3 × ml.m5.large)"]);
    expect(monthly).toBeCloseTo(3 * 730 * usd("sagemaker.hosting.ml.m5.large"), 6);
  });

  test("or for as many hours as the usage file says", () => {
    const states = { Make: endpoint({ InstanceType: "ml.m5.large", InitialInstanceCount: 1 }) };
    const amounts = { "endpoint.monthly_hrs": 100 };
    expect(of("aws_sfn_state_machine", { definition: definition(states) }, amounts).lines[0]?.quantity).toBe(100);
  });

  test("a serverless endpoint depends on usage", () => {
    const states = { Make: endpoint({ ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 5 } }) };
    const { monthly, byUsage } = of("aws_sfn_state_machine", { definition: definition(states) });
    expect(monthly).toBe(0);
    expect(byUsage.map(({ what, needs }) => [what, ...needs])).toEqual([
      ["State transitions", "monthly_transitions"],
      ["Pipeline's endpoint (serverless, 2048 MB)", "endpoint.monthly_inference_duration_secs"],
      ["Pipeline's endpoint, data processed", "endpoint.monthly_data_processed_gb"],
    ]);
  });

  test("jobs take the instance type that the input has by default", () => {
    const states = {
      SetDefaults: defaults,
      Train: train({ "InstanceType.$": "$.run.settings.trainingInstanceType" }, false),
    };
    const amounts = { "jobs.Train.monthly_instance_hrs": 10 };
    expect(of("aws_sfn_state_machine", { definition: definition(states) }, amounts).lines).toMatchObject([
      { what: "Training job Train (ml.m5.xlarge)", quantity: 10, unitPrice: usd("sagemaker.training.ml.m5.xlarge") },
    ]);
  });

  test("managed spot training is cheaper only by what the usage file says", () => {
    const states = { Train: train({ InstanceType: "ml.m5.xlarge" }, true) };
    const values = { definition: definition(states) };
    const full = { "jobs.Train.monthly_instance_hrs": 10 };
    const spot = { ...full, "jobs.Train.spot_discount_percent": 60 };
    const tenHours = 10 * usd("sagemaker.training.ml.m5.xlarge");
    expect(of("aws_sfn_state_machine", values, full).monthly).toBeCloseTo(tenHours, 6);
    expect(of("aws_sfn_state_machine", values, spot).monthly).toBeCloseTo(0.4 * tenHours, 6);
  });

  test("a job without an instance type is unknown", () => {
    const states = { Train: train({ "InstanceType.$": "$.type" }, false) };
    expect(of("aws_sfn_state_machine", { definition: definition(states) }).unknown[0]?.reason).toBe(
      "Training job Train: the definition does not say its instance type",
    );
  });

  test("an endpoint whose instance count is a token is unknown", () => {
    const states = { Make: endpoint({ InstanceType: "ml.m5.large", InitialInstanceCount: "${var.count}" }) };
    expect(of("aws_sfn_state_machine", { definition: definition(states) }).unknown[0]?.reason).toBe(
      "Pipeline's endpoint: its instance type or count is not known before apply",
    );
  });

  test("is nothing in a definition without SageMaker", () => {
    expect(readDefinition(definition({ Wait: { Type: "Wait", Seconds: 1 } }))).toEqual({ jobs: [], variants: [] });
  });

  test("is unknown where the whole definition is", () => {
    expect(of("aws_sfn_state_machine", { definition: "${local.definition}" }).unknown[0]?.reason).toBe(
      "Jobs and endpoint of its runs: the definition is not known before apply",
    );
    expect(of("aws_sfn_state_machine", {}).unknown).toHaveLength(1);
  });
});
