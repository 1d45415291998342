import { nameOfAgain } from "../../../cli/runs/control";
import { consolePage, dataOf, type RunSummary } from "../../../cli/runs/list";
import { runTable } from "../../../cli/runs/table";

it.each([
  ['{"data":{"s3Uri":"s3://bucket/incoming/churn/customers 1.csv"}}', "churn/customers 1.csv"],
  ['{"data":{"s3Uri":"s3://bucket/elsewhere/x.csv"}}', "elsewhere/x.csv"],
  [
    '{"modelPackageArn":"arn:aws:sagemaker:us-east-1:1:model-package/mlplatform-dev-churn/3"}',
    "package mlplatform-dev-churn/3",
  ],
  ["{}", ""],
  [undefined, ""],
])("the data of %s", (input, data) => expect(dataOf(input)).toBe(data));

it("a run that is repeated has a name of its own, and keeps the readable part", () => {
  expect(nameOfAgain("houses-0123456789ab", "c0ffee")).toBe("houses-0123456789ab-again-c0ffee");
  expect(nameOfAgain("houses-0123456789ab-again-c0ffee", "decade")).toBe("houses-0123456789ab-again-decade");
  expect(nameOfAgain("x".repeat(80), "c0ffee")).toHaveLength(80);
});

it("the table: one line a run, a link below where there is one", () => {
  const started = new Date(2026, 0, 31, 14, 5);
  const deployed: RunSummary = {
    model: "churn",
    name: "customers-1",
    started,
    ended: new Date(2026, 0, 31, 14, 6, 30),
    data: "churn/customers.csv",
    metric: { name: "roc_auc", value: 0.91234 },
    end: "Deployed",
    link: consolePage("eu-west-1", "arn:x"),
  };
  const failed: RunSummary = {
    model: "churn",
    name: "customers-2",
    started,
    data: "",
    end: "Failed",
    error: "DataError",
  };
  expect(
    runTable([deployed, failed])
      .split("\n")
      .map((line) => line.trim().replaceAll(/ {3,}/g, " | ")),
  ).toEqual([
    "When | Model | Data | Metric | End | Time | Run",
    "2026-01-31 14:05 | churn | churn/customers.csv | roc_auc 0.9123 | Deployed | 90.0 s | customers-1",
    "https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/arn:x",
    "2026-01-31 14:05 | churn | Failed: DataError | customers-2",
  ]);
});
