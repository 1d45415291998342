import type { handler as Handler } from "../../../lambda-src/evaluate-model/handler";
import { AwsStub, type Received } from "../support/aws-stub";

let aws: AwsStub;
let handler: typeof Handler;

beforeAll(async () => {
  aws = await AwsStub.start();
  ({ handler } = jest.requireActual<{ handler: typeof Handler }>("../../../lambda-src/evaluate-model/handler"));
});
afterAll(() => aws.stop());

const group = "arn:aws:sagemaker:us-east-1:123456789012:model-package/models";
const input = {
  evaluationUri: "s3://artifacts/runs/a/evaluation/evaluation.json",
  metric: "roc_auc",
  threshold: 0.8,
  championTolerance: 0.01,
  modelPackageGroupName: "models",
  record: { execution: "a", dataUri: "s3://data/incoming/x (1).csv" },
};
const evaluation = {
  task: "classification",
  target: "Machine failure",
  metrics: { roc_auc: 0.9 },
  baseline: { roc_auc: 0.5 },
  sample: { instances: [{ a: 1 }] },
};
const purpose = { task: "classification", target: "Machine failure", metric: "roc_auc" };

/** The registry contains these packages, the newest first. */
function serve(packages: Record<string, string>[]) {
  aws.reset((request: Received) => {
    const target = String(request.headers["x-amz-target"] ?? "");
    if (target.endsWith("ListModelPackages")) {
      const summaries = packages.map((_, index) => ({
        ModelPackageArn: `${group}/${packages.length - index}`,
        ModelApprovalStatus: "Approved",
      }));
      return { body: JSON.stringify({ ModelPackageSummaryList: summaries }) };
    }
    if (target.endsWith("DescribeModelPackage")) {
      const version = Number(
        (JSON.parse(request.body) as { ModelPackageName: string }).ModelPackageName.split("/").at(-1),
      );
      return { body: JSON.stringify({ CustomerMetadataProperties: packages[packages.length - version] }) };
    }
    return { body: JSON.stringify(evaluation) };
  });
}

it("decides about a first model and says what the registry is to remember", async () => {
  serve([]);
  const decision = await handler(input);
  expect(decision).toMatchObject({
    passed: true,
    metric: "roc_auc",
    value: 0.9,
    threshold: 0.8,
    baseline: 0.5,
    champion: null,
    sample: { instances: [{ a: 1 }] },
    metadata: { ...purpose, value: "0.9", execution: "a", evaluationUri: input.evaluationUri },
  });
  expect(decision.metadata.dataUri).toMatch(/^s3:\/\/data\/incoming\/x _1_.csv-[0-9a-f]{8}$/);
});

it("compares with the latest approved model of the same purpose", async () => {
  serve([
    { ...purpose, metric: "f1", value: "0.99" },
    { ...purpose, value: "0.95" },
    { ...purpose, value: "0.2" },
  ]);
  const decision = await handler(input);
  expect(decision).toMatchObject({ passed: false, champion: { modelPackageArn: `${group}/2`, value: 0.95 } });
  const list = aws.received.find(({ headers }) => String(headers["x-amz-target"]).endsWith("ListModelPackages"));
  expect(JSON.parse(list!.body)).toMatchObject({
    ModelPackageGroupName: "models",
    ModelApprovalStatus: "Approved",
    SortOrder: "Descending",
  });
});

it("does not compare a registered model with itself", async () => {
  serve([{ ...purpose, value: "0.9" }]);
  expect(await handler({ ...input, modelPackageArn: `${group}/1` })).toMatchObject({ champion: null });
});

it("refuses an input that is not complete, by name", async () => {
  await expect(handler({ ...input, metric: undefined, threshold: "0.8" })).rejects.toThrow(
    "The input of evaluate-model is not valid: metric: expected string, received undefined; threshold: expected number, received string",
  );
});
