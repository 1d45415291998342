// The requests of single states to AWS, and how they differ between environments.
import { environment, type ModelChanges, withModel } from "../../support/environments";
import { aslOf, definitionProps } from "../../support/training-definition";
import { trainingDefinition } from "../../../src/training/training-definition";

const prod = environment("prod");
const parameters = (state: string, env = prod) => aslOf(env).States[state]!.Parameters as Record<string, unknown>;
const changed = (changes: ModelChanges) => withModel(prod, changes);

describe("names of jobs, models and configurations", () => {
  it.each([
    ["Preprocess", "ProcessingJobName.$"],
    ["Train", "TrainingJobName.$"],
    ["Evaluate", "ProcessingJobName.$"],
    ["CreateModel", "ModelName.$"],
    ["CreateEndpointConfig", "EndpointConfigName.$"],
  ])("%s: at most 63 characters, other on every retry and redrive", (state, field) => {
    const expression = String(parameters(state)[field]);
    const [, template] = /^States\.Format\('([a-z{}-]+)', \$\.run\.id, /.exec(expression)!;
    const longest = template!.replace("{}", "f".repeat(12)).replaceAll("{}", "99");
    expect(template).toMatch(/^prod-machine-failure--[a-z]+-/);
    expect(longest).toMatch(/^[a-z0-9-]{1,63}$/);
    expect(expression).toContain("$$.Execution.RedriveCount");
    expect(expression).toContain("$$.State.RetryCount");
  });

  it("counts the times that a job had to wait for capacity", () => {
    expect(parameters("Train")["TrainingJobName.$"]).toContain("$.run.attempts.train.count");
  });
});

describe("the input", () => {
  it("is laid over the model's values", () => {
    expect(aslOf(prod).States.SetDefaults!.Result).toEqual({
      settings: {
        processingInstanceType: "ml.m5.large",
        trainingInstanceType: "ml.m5.large",
        threshold: 0.8,
        endpointName: "mlplatform-prod-machine-failure",
        modelPackageGroupName: "mlplatform-prod-machine-failure",
      },
      input: { overrides: {} },
    });
  });

  it("may hold no override that is none of these: it would be one setting too many", () => {
    expect(aslOf(prod).States.ChooseRoute!.Choices).toMatchObject([
      { Variable: "$.run.listed.values[5]", IsPresent: true, Next: "InvalidOverrides" },
      { Next: "DescribeModelPackage" },
    ]);
  });

  it("cannot approve its own model", () => {
    expect(parameters("ApplyOverrides").approval).toBe("manual");
    expect(parameters("Register").ModelApprovalStatus).toBe("PendingManualApproval");
    expect(parameters("Register", environment("dev")).ModelApprovalStatus).toBe("Approved");
  });

  it("is told what overrides there may be", () => {
    expect(JSON.stringify(parameters("InvalidOverrides"))).toContain(
      "threshold (a number from 0 to 1); endpointName (mlplatform-prod-machine-failure, or a name that begins with mlplatform-prod-machine-failure--)",
    );
  });
});

describe("jobs", () => {
  it("preprocess: has no network, drops the columns, writes the splits", () => {
    expect(parameters("Preprocess")).toMatchObject({
      AppSpecification: {
        ContainerEntrypoint: ["python3", "/opt/ml/processing/input/code/preprocess.py"],
        ContainerArguments: [
          ...["--input", "/opt/ml/processing/input/data", "--output", "/opt/ml/processing/output"],
          ...["--target", "Machine failure", "--task", "classification", "--seed", "42"],
          ...["--drop", "UDI", "--drop", "Product ID", "--drop", "TWF", "--drop", "HDF"],
          ...["--drop", "PWF", "--drop", "OSF", "--drop", "RNF"],
        ],
      },
      NetworkConfig: {
        EnableNetworkIsolation: true,
        VpcConfig: { Subnets: ["subnet-1", "subnet-2"], SecurityGroupIds: ["sg-jobs"] },
      },
      ProcessingOutputConfig: {
        Outputs: ["train", "validation", "test", "schema"].map((name) => ({
          OutputName: name,
          S3Output: {
            "S3Uri.$": `States.Format('s3://artifacts/temporary/machine-failure/{}/split/${name}', $$.Execution.Name)`,
            LocalPath: `/opt/ml/processing/output/${name}`,
          },
        })),
      },
    });
  });

  it("train: writes every hyperparameter as JSON, so that none changes its type", () => {
    const { HyperParameters } = parameters("Train", changed({ target: "2024" }));
    expect(HyperParameters).toEqual({
      sagemaker_program: '"train.py"',
      sagemaker_submit_directory: '"s3://artifacts/code/1/sourcedir.tar.gz"',
      target: '"2024"',
      task: '"classification"',
      metric: '"roc_auc"',
      seed: "42",
    });
  });

  it("train: on demand in prod, on spare capacity where the environment says so", () => {
    expect(parameters("Train")).toMatchObject({
      EnableManagedSpotTraining: false,
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    });
    expect(parameters("Train", environment("dev"))).toMatchObject({
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 7200 },
    });
  });

  it("train: reports the metrics of the task", () => {
    const metrics = parameters("Train", changed({ task: "regression", metric: "r2" })).AlgorithmSpecification;
    expect(metrics).toMatchObject({ MetricDefinitions: [{ Name: "validation:r2", Regex: expect.any(String) }] });
    const { Regex } = (metrics as { MetricDefinitions: { Regex: string }[] }).MetricDefinitions[0]!;
    expect(new RegExp(Regex).exec("validation:r2=-1.5e-3;")?.[1]).toBe("-1.5e-3");
  });

  it("refuse more dropped columns than a job takes arguments", () => {
    const drop = Array.from({ length: 60 }, (_, index) => `c${index}`);
    expect(() => aslOf(changed({ drop }))).toThrow(
      "A processing job takes 100 arguments, not 130: drop fewer columns.",
    );
  });

  it("take no volume key where the instances have disks of their own", () => {
    const props = definitionProps(prod);
    const asl = trainingDefinition({ ...props, training: { ...props.training, volumeKeyArn: undefined } }).toJson(prod);
    expect(JSON.stringify(asl).match(/VolumeKmsKeyId/g)).toHaveLength(2);
    expect(JSON.stringify(aslOf(prod)).match(/VolumeKmsKeyId/g)).toHaveLength(3);
  });
});

describe("the endpoint", () => {
  it("realtime: instances in the private network, isolated, with encrypted volumes", () => {
    expect(parameters("CreateModel")).toMatchObject({
      EnableNetworkIsolation: true,
      VpcConfig: { SecurityGroupIds: ["sg-models"] },
      PrimaryContainer: { "ModelPackageName.$": "$.modelPackageArn" },
    });
    expect(parameters("CreateEndpointConfig")).toMatchObject({
      KmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1",
      ProductionVariants: [{ InstanceType: "ml.t2.medium", InitialInstanceCount: 2 }],
    });
  });

  it("serverless: none of what serverless endpoints refuse", () => {
    const dev = environment("dev");
    expect(Object.keys(parameters("CreateModel", dev)).sort()).toEqual([
      "ExecutionRoleArn",
      "ModelName.$",
      "PrimaryContainer",
    ]);
    expect(parameters("CreateEndpointConfig", dev)).toEqual({
      "EndpointConfigName.$": expect.any(String),
      ProductionVariants: [
        {
          VariantName: "AllTraffic",
          "ModelName.$": "$.model.name",
          ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 5 },
        },
      ],
    });
  });

  it("is deployed only when it serves the configuration that was asked for", () => {
    const { Choices } = aslOf(prod).States.JudgeEndpoint! as unknown as { Choices: { Next: string }[] };
    expect(Choices.map(({ Next }) => Next)).toEqual([
      "SmokeTest",
      "UpdateRolledBack",
      "CountWait",
      "EndpointTooSlow",
      "ReadEndpointFailure",
    ]);
    expect(JSON.stringify(Choices[0])).toContain('"StringEqualsPath":"$.configuration.name"');
  });

  it("is waited for as long as the history of an execution allows", () => {
    const polls = (pollSeconds: number) =>
      Number(
        /NumericLessThan":(\d+)/.exec(
          JSON.stringify(aslOf(changed({ training: { pollSeconds } })).States.JudgeEndpoint),
        )![1],
      );
    expect(polls(30)).toBe(120);
    expect(polls(1)).toBe(1500);
  });
});
