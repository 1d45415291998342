import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { outputNames } from "../../contracts/outputs";
import { environment } from "../support/environments";
import { StackTemplates } from "../support/stacks";
import { statement, statements } from "../support/template";

const prod = new StackTemplates(environment("prod")).training;
const dev = new StackTemplates(environment("dev")).training;

const policyOf = (path: string, template = prod) => template.only(IamRolePolicy, `${path}/Policy`).policy;
const isEncrypted = expect.stringMatching(/^\$\{data\.terraform_remote_state\..*aws_kms_key.*arn\}$/);

describe("functions", () => {
  it("are three, on Node 22 and Graviton, traced, with their settings", () => {
    const common = { runtime: "nodejs22.x", architectures: ["arm64"], tracing_config: { mode: "Active" } };
    expect(prod.resources(LambdaFunction)).toHaveLength(3);
    expect(prod.resources(LambdaFunction)).toMatchObject(Array(3).fill(common));
    expect(prod.only(LambdaFunction, "StartPipeline").environment).toEqual({
      variables: {
        TOPIC_ARN: expect.stringMatching(/^\$\{aws_sns_topic\..*arn\}$/),
        MAX_UPLOAD_BYTES: "2147483648",
      },
    });
    expect(prod.only(LambdaFunction, "Predict").environment).toEqual({
      variables: { ENDPOINT_PREFIX: "mlplatform-prod-" },
    });
  });

  it("change when their code does, and only then", () => {
    for (const id of ["StartPipeline", "EvaluateModel", "Predict"]) {
      const hash = String(prod.only(LambdaFunction, id).source_code_hash);
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      const { key, source } = prod.only(S3Object, `Functions/${id}/Code`);
      expect(key).toMatch(new RegExp(`^code/${hash}/[a-z-]+\\.zip$`));
      expect(source).toContain(hash);
    }
  });

  it("run in the VPC where the environment says so", () => {
    expect(prod.resources(LambdaFunction).filter((one) => one.vpc_config)).toHaveLength(3);
    expect(dev.resources(LambdaFunction).filter((one) => one.vpc_config)).toHaveLength(0);
    expect(statements(policyOf("StartPipeline/Role", dev)).map(({ Sid }) => Sid)).not.toContain("AttachToVpc");
  });

  it("are called by the upload rules of this environment's models, under one permission for all", () => {
    expect(prod.only(LambdaPermission)).toMatchObject({
      function_name: expect.stringContaining("StartPipeline"),
      principal: "events.amazonaws.com",
      source_arn: "arn:aws:events:us-east-1:333333333333:rule/mlplatform-prod-uploads-*",
    });
  });

  it("keep a log as long as the environment says, encrypted", () => {
    const log = { retention_in_days: 365, kms_key_id: isEncrypted };
    expect(prod.resources(CloudwatchLogGroup)).toHaveLength(3);
    expect(prod.resources(CloudwatchLogGroup)).toMatchObject(Array(3).fill(log));
  });
});

it("lays every Python file and the archive under the hash of their contents", () => {
  const keys = prod
    .resources(S3Object)
    .map(({ key }) => String(key))
    .filter((key) => !key.endsWith(".zip"));
  expect(keys).toEqual(expect.arrayContaining([expect.stringMatching(/^code\/[0-9a-f]{16}\/sourcedir\.tar\.gz$/)]));
  expect(new Set(keys.map((key) => key.split("/")[1])).size).toBe(1);
});

describe("an upload", () => {
  it("may be moved within the data bucket, and nowhere else", () => {
    const policy = policyOf("StartPipeline/Role");
    expect(statement(policy, "WriteObjects").Resource).toEqual([
      "arn:aws:s3:::mlplatform-prod-data-333333333333/rejected/*",
    ]);
    expect(statement(policy, "DeleteObjects").Resource).toEqual([
      "arn:aws:s3:::mlplatform-prod-data-333333333333/incoming/*",
    ]);
  });

  it("starts runs of this environment's models, and of nothing else", () => {
    expect(statement(policyOf("StartPipeline/Role"), "StartRuns").Resource).toEqual([
      "arn:aws:states:us-east-1:333333333333:stateMachine:mlplatform-prod-training-*",
    ]);
  });
});

describe("roles", () => {
  it("are one for each function", () => {
    const names = prod.resources(IamRole).map(({ name }) => String(name));
    expect(names.map((name) => name.replace(/^mlplatform-prod-|-[0-9a-f]{6}$/g, "")).sort()).toEqual([
      "evaluate-model",
      "predict",
      "start-pipeline",
    ]);
  });

  it("of predictions cannot read anything", () => {
    expect(statements(policyOf("Predict/Role")).map(({ Sid }) => Sid)).toEqual([
      "AttachToVpc",
      "InvokeEndpoints",
      "SendTraces",
      "WriteLog",
    ]);
  });
});

describe("failures", () => {
  it("go to an encrypted topic", () => expect(prod.only(SnsTopic).kms_master_key_id).toEqual(isEncrypted));

  it("are mailed to the addresses of the environment, to none by default", () => {
    expect(prod.resources(SnsTopicSubscription)).toEqual([]);
    const mailed = environment("prod", { notificationEmails: ["team@example.com"] });
    expect(new StackTemplates(mailed).training.only(SnsTopicSubscription)).toMatchObject({
      protocol: "email",
      endpoint: "team@example.com",
    });
  });
});

it("publishes what the contract says", () => {
  expect(prod.publicOutputs).toEqual([...outputNames("training")].sort());
});
