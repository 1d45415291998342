import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { SagemakerModelPackageGroup } from "@cdktf/provider-aws/lib/sagemaker-model-package-group";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { environment } from "../support/environments";
import { pipelineTemplate } from "../support/pipeline-stack";
import { statement, statements } from "../support/template";

const prod = pipelineTemplate(environment("prod"));
const dev = pipelineTemplate(environment("dev"));

const policyOf = (path: string, template = prod) => template.only(IamRolePolicy, `${path}/Policy`).policy;
const isEncrypted = expect.stringMatching(/^\$\{data\.terraform_remote_state\..*aws_kms_key.*arn\}$/);

describe("functions", () => {
  it("are three, on Node 22 and Graviton, traced, with their settings", () => {
    const common = { runtime: "nodejs22.x", architectures: ["arm64"], tracing_config: { mode: "Active" } };
    expect(prod.resources(LambdaFunction)).toHaveLength(3);
    expect(prod.resources(LambdaFunction)).toMatchObject(Array(3).fill(common));
    expect(prod.only(LambdaFunction, "StartPipeline").environment).toEqual({
      variables: {
        STATE_MACHINE_ARN: expect.stringMatching(/^\$\{aws_sfn_state_machine\..*arn\}$/),
        TOPIC_ARN: expect.stringMatching(/^\$\{aws_sns_topic\..*arn\}$/),
        TARGET_COLUMN: "Machine failure",
        MAX_UPLOAD_BYTES: "2147483648",
      },
    });
    expect(prod.only(LambdaFunction, "Predict").environment).toEqual({
      variables: {
        ENDPOINT_NAME: expect.stringMatching(/^mlplatform-prod-predictions-[0-9a-f]{6}$/),
        ENDPOINT_PREFIX: "mlplatform-prod-",
      },
    });
  });

  it("change when their code does, and only then", () => {
    for (const { filename, source_code_hash: hash } of prod.resources(LambdaFunction)) {
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      expect(filename).toContain(hash);
    }
  });

  it("run in the VPC where the environment says so", () => {
    expect(prod.resources(LambdaFunction).filter((one) => one.vpc_config)).toHaveLength(3);
    expect(dev.resources(LambdaFunction).filter((one) => one.vpc_config)).toHaveLength(0);
    expect(statements(policyOf("StartPipeline/Role", dev)).map(({ Sid }) => Sid)).not.toContain("AttachToVpc");
  });
});

it("keeps every log as long as the environment says, encrypted", () => {
  expect(prod.resources(CloudwatchLogGroup)).toHaveLength(4);
  expect(prod.resources(CloudwatchLogGroup)).toMatchObject(
    Array(4).fill({ retention_in_days: 365, kms_key_id: isEncrypted }),
  );
});

it("logs no execution data: it holds rows", () => {
  expect(prod.only(SfnStateMachine)).toMatchObject({
    logging_configuration: { level: "ERROR", include_execution_data: false },
    tracing_configuration: { enabled: true },
  });
});

it("lays every Python file and the archive under the hash of their contents", () => {
  const keys = prod.resources(S3Object).map(({ key }) => String(key));
  expect(keys).toEqual(expect.arrayContaining([expect.stringMatching(/^code\/[0-9a-f]{16}\/sourcedir\.tar\.gz$/)]));
  expect(new Set(keys.map((key) => key.split("/")[1])).size).toBe(1);
  expect(JSON.stringify(prod.only(SfnStateMachine).definition)).toContain(keys[0]!.split("/")[1]);
});

describe("an upload", () => {
  it("reaches the function from incoming/ of the data bucket only", () => {
    const pattern = JSON.parse(String(prod.only(CloudwatchEventRule).event_pattern)) as object;
    expect(pattern).toEqual({
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: {
        bucket: { name: [expect.stringContaining("terraform_remote_state")] },
        object: { key: [{ prefix: "incoming/" }] },
      },
    });
    expect(prod.only(CloudwatchEventTarget)).toMatchObject({
      arn: expect.stringContaining("aws_lambda_function.StartPipeline"),
      retry_policy: { maximum_retry_attempts: 10 },
    });
  });

  it("may be moved within the data bucket, and nowhere else", () => {
    const policy = policyOf("StartPipeline/Role");
    expect(statement(policy, "WriteObjects").Resource).toEqual([expect.stringMatching(/bucketData.*\/rejected\/\*$/)]);
    expect(statement(policy, "DeleteObjects").Resource).toEqual([expect.stringMatching(/bucketData.*\/incoming\/\*$/)]);
    expect(statement(policy, "StartRuns").Resource).toEqual([expect.stringContaining("aws_sfn_state_machine")]);
  });
});

describe("roles", () => {
  it("are one for each function, one for jobs, one for models, one for the state machine", () => {
    expect(
      prod.resources(IamRole).map(({ name }) => String(name).replace(/^mlplatform-prod-|-[0-9a-f]{6}$/g, "")),
    ).toEqual(
      expect.arrayContaining([
        ...["evaluate-model", "predict", "start-pipeline"],
        ...["pipeline-jobs", "pipeline-models", "pipeline-state-machine"],
      ]),
    );
    expect(prod.resources(IamRole)).toHaveLength(6);
  });

  it("are passed by the state machine to SageMaker only, and only those two", () => {
    const pass = statement(policyOf("StateMachine/Role"), "PassRoleTosagemaker");
    expect(pass.Condition).toEqual({ StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } });
    expect(pass.Resource).toEqual([
      expect.stringContaining("aws_iam_role.JobRole"),
      expect.stringContaining("aws_iam_role.ModelRole"),
    ]);
  });

  it("of models cannot read data, of predictions cannot read anything", () => {
    expect(String(policyOf("ModelRole"))).not.toContain("incoming/");
    expect(String(policyOf("ModelRole"))).not.toContain("s3:PutObject");
    expect(statements(policyOf("Functions/Predict/Role")).map(({ Sid }) => Sid)).toEqual([
      "AttachToVpc",
      "InvokeEndpoints",
      "SendTraces",
      "WriteLog",
    ]);
  });

  it("of models need no network where the endpoint is serverless", () => {
    expect(statements(policyOf("ModelRole", dev)).map(({ Sid }) => Sid)).not.toContain("AttachToVpc");
  });
});

describe("failures", () => {
  it("go to an encrypted topic that alarms of this account may use", () => {
    expect(prod.only(SnsTopic).kms_master_key_id).toEqual(isEncrypted);
    expect(prod.resources(CloudwatchMetricAlarm).map(({ metric_name: name }) => name)).toEqual([
      "ExecutionsFailed",
      "ExecutionsTimedOut",
    ]);
  });

  it("are mailed to whom the environment names, nobody by default", () => {
    expect(prod.resources(SnsTopicSubscription)).toEqual([]);
    const base = environment("prod");
    const pipeline = { ...base.pipeline, notificationEmails: ["team@example.com"] };
    expect(pipelineTemplate({ ...base, pipeline }).only(SnsTopicSubscription)).toMatchObject({
      protocol: "email",
      endpoint: "team@example.com",
    });
  });
});

it("runs by schedule where the environment asks for it", () => {
  const base = environment("prod");
  const schedule = {
    expression: "rate(7 days)",
    dataUri: "s3://mlplatform-prod-data-333333333333/incoming/weekly.csv",
  };
  const template = pipelineTemplate({ ...base, pipeline: { ...base.pipeline, schedule } });
  expect(template.only(CloudwatchEventRule, "Schedule/Rule").schedule_expression).toBe("rate(7 days)");
  const { input, role_arn: role } = template.only(CloudwatchEventTarget, "Schedule/Target");
  expect(JSON.parse(String(input))).toEqual({ data: { s3Uri: schedule.dataUri } });
  expect(role).toContain("aws_iam_role.Schedule");
});

it("publishes what a user needs", () => {
  expect(Object.keys(prod.outputs).sort()).toEqual([
    "endpoint_name",
    "failure_topic_arn",
    "model_package_group_name",
    "predict_function_name",
    "start_pipeline_function_name",
    "state_machine_arn",
    "upload_uri",
  ]);
  expect(prod.only(SagemakerModelPackageGroup).model_package_group_name).toMatch(/^mlplatform-prod-models-/);
});
