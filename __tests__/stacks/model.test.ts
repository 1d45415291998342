import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SagemakerModelPackageGroup } from "@cdktf/provider-aws/lib/sagemaker-model-package-group";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { outputNames } from "../../contracts/outputs";
import { environment, withModel, withModels } from "../support/environments";
import { StackTemplates } from "../support/stacks";
import { statement, statements } from "../support/template";

const prod = new StackTemplates(environment("prod")).model();
const dev = new StackTemplates(environment("dev")).model();

const policyOf = (path: string, template = prod) => template.only(IamRolePolicy, `${path}/Policy`).policy;

it("logs no execution data, as long as the environment says, encrypted: the data hold rows", () => {
  expect(prod.only(SfnStateMachine)).toMatchObject({
    logging_configuration: { level: "ERROR", include_execution_data: false },
    tracing_configuration: { enabled: true },
  });
  expect(prod.only(CloudwatchLogGroup)).toMatchObject({
    name: expect.stringMatching(/^\/aws\/vendedlogs\/states\/mlplatform-prod-training-machine-failure-/),
    retention_in_days: 365,
    kms_key_id: expect.stringMatching(/aws_kms_key.*arn\}$/),
  });
});

describe("an upload", () => {
  it("reaches the function from the model's folder of the data bucket only", () => {
    expect(JSON.parse(String(prod.only(CloudwatchEventRule).event_pattern))).toEqual({
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: {
        bucket: { name: ["mlplatform-prod-data-333333333333"] },
        object: { key: [{ prefix: "incoming/machine-failure/" }] },
      },
    });
  });

  it("brings along what the function has to know of the model", () => {
    const target = prod.only(CloudwatchEventTarget);
    expect(target).toMatchObject({
      arn: expect.stringContaining("StartPipeline"),
      retry_policy: { maximum_retry_attempts: 10 },
    });
    const { input_template: template } = target.input_transformer as { input_template: string };
    expect(JSON.parse(template.replace("<aws.events.event.json>", '"the event"'))).toEqual({
      model: {
        name: "machine-failure",
        targetColumn: "Machine failure",
        stateMachineArn: expect.stringMatching(/^\$\{aws_sfn_state_machine\..*arn\}$/),
        uploads: "machine-failure",
        sharedUploads: false,
      },
      event: "the event",
    });
  });
});

describe("roles", () => {
  it("are one for jobs, one for serving, one for the state machine", () => {
    const names = prod.resources(IamRole).map(({ name }) => String(name));
    expect(names.map((name) => name.replace(/^mlplatform-prod-|-[0-9a-f]{6}$/g, "")).sort()).toEqual([
      "machine-failure-jobs",
      "machine-failure-serving",
      "machine-failure-state-machine",
    ]);
  });

  it("are passed by the state machine to SageMaker only, and only those two", () => {
    const pass = statement(policyOf("StateMachine/Role"), "PassRoleTosagemaker");
    expect(pass.Condition).toEqual({ StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } });
    expect(pass.Resource).toEqual([
      expect.stringContaining("aws_iam_role.JobRole"),
      expect.stringContaining("aws_iam_role.ServingRole"),
    ]);
  });

  it("of serving cannot read data", () => {
    expect(String(policyOf("ServingRole"))).not.toContain("incoming/");
    expect(String(policyOf("ServingRole"))).not.toContain("s3:PutObject");
  });

  it("of serving need no network where the endpoint is serverless", () => {
    expect(statements(policyOf("ServingRole", dev)).map(({ Sid }) => Sid)).not.toContain("AttachToVpc");
  });
});

it("raises an alarm on a run that failed, and on one that ran out of time", () => {
  expect(prod.resources(CloudwatchMetricAlarm)).toMatchObject([
    { metric_name: "ExecutionsFailed", alarm_name: expect.stringMatching(/^mlplatform-prod-machine-failure-failed-/) },
    { metric_name: "ExecutionsTimedOut", alarm_actions: [expect.stringContaining("FailureTopic")] },
  ]);
});

it("runs by schedule where the model asks for it, on a file of its folder", () => {
  const schedule = { expression: "rate(7 days)", data: "weekly.csv" };
  const template = new StackTemplates(withModel(environment("prod"), { schedule })).model();
  expect(template.only(CloudwatchEventRule, "Schedule/Rule").schedule_expression).toBe("rate(7 days)");
  const { input, role_arn: role } = template.only(CloudwatchEventTarget, "Schedule/Target");
  expect(JSON.parse(String(input))).toEqual({
    data: { s3Uri: "s3://mlplatform-prod-data-333333333333/incoming/machine-failure/weekly.csv" },
  });
  expect(role).toContain("aws_iam_role.Schedule");
});

it("publishes what the contract says, under names that the model's name is enough to find", () => {
  expect(prod.publicOutputs).toEqual([...outputNames("model-machine-failure")].sort());
  expect(prod.outputs.endpoint_name).toMatchObject({ value: "mlplatform-prod-machine-failure" });
  expect(prod.only(SagemakerModelPackageGroup).model_package_group_name).toBe("mlplatform-prod-machine-failure");
});

describe("several models", () => {
  const alone = environment("prod");
  const several = withModels(alone, {
    churn: {},
    "churn-train": { endpoint: serverless(), task: "regression", metric: "r2" },
  });

  it("change nothing in any other stack, not even an output; nor does the first model of an environment", () => {
    const before = new StackTemplates(alone).all;
    const after = new StackTemplates(several).all;
    const none = new StackTemplates({ ...alone, models: {} }).all;
    expect(Object.keys(after)).toEqual([...Object.keys(before), "model-churn", "model-churn-train"]);
    for (const [stack, template] of Object.entries(before)) expect(after[stack]!.json).toEqual(template.json);
    for (const [stack, template] of Object.entries(none)) expect(before[stack]!.json).toEqual(template.json);
  });

  it("share no name", () => {
    const templates = new StackTemplates(several);
    const names = ["churn", "churn-train"].map((model) => namesOf(templates.model(model).json.resource!));
    expect(names[0]!.length).toBeGreaterThan(7);
    expect(names[0]!.filter((name) => names[1]!.includes(name))).toEqual([]);
  });
});

function serverless() {
  return { kind: "serverless", memoryMb: 2048, maxConcurrency: 5 } as const;
}

/** Every argument of a resource by which AWS identifies it. */
function namesOf(resources: Readonly<Record<string, unknown>>): string[] {
  return Object.values(resources)
    .flatMap((byId) => Object.values(byId as Record<string, Record<string, unknown>>))
    .flatMap(({ name, alarm_name: alarm, model_package_group_name: group }) => [name, alarm, group])
    .filter((name): name is string => typeof name === "string" && name.startsWith("mlplatform-"));
}
