import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { arn, bucketArn, iamArn, ModelScope, nameIn } from "../../src/scope";
import { environment, modelOf, withModels } from "../support/environments";

const prod = withModels(environment("prod"), { churn: { uploads: "customers", sharedUploads: true } });
const churn = new ModelScope(prod, modelOf(prod, "churn"));

describe("ARNs", () => {
  it("name region and account where the service has them", () => {
    expect(arn(prod, "states", "stateMachine:x")).toBe("arn:aws:states:us-east-1:333333333333:stateMachine:x");
    expect(iamArn(prod, "role/x")).toBe("arn:aws:iam::333333333333:role/x");
    expect([bucketArn("data"), bucketArn("data", "runs/*")]).toEqual(["arn:aws:s3:::data", "arn:aws:s3:::data/runs/*"]);
  });

  /** Step Functions' integrations look like ARNs, and its conditions match ARNs of any partition. */
  const notOurs = /arn:aws:states:::|"arn:\*:/;

  it("are built in src/scope.ts and nowhere else", () => {
    const root = join(__dirname, "..", "..");
    const files = ["src", "stacks", "contracts"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
    );
    const built = files
      .filter((file) => file.endsWith(".ts") && file !== join("src", "scope.ts"))
      .filter((file) =>
        readFileSync(join(root, file), "utf8")
          .split("\n")
          .some((line) => /["'`/]\^?arn:aws:/.test(line) && !notOurs.test(line)),
      );
    expect(built).toEqual([]);
  });
});

describe("a model in an environment", () => {
  it("has its own folders, but for uploads that it shares", () => {
    expect([churn.incoming, churn.runs, churn.temporary]).toEqual([
      "incoming/customers/",
      "runs/churn/",
      "temporary/churn/",
    ]);
  });

  it("finds its things by name, and never those of a model whose name begins alike", () => {
    const prefix = "arn:aws:sagemaker:us-east-1:333333333333";
    expect(churn.madeBy("train")).toBe(`${prefix}:training-job/prod-churn--train-*`);
    expect(churn.served("endpoint")).toEqual([
      `${prefix}:endpoint/mlplatform-prod-churn`,
      `${prefix}:endpoint/mlplatform-prod-churn--*`,
    ]);
    expect(churn.modelPackages).toEqual([
      `${prefix}:model-package/mlplatform-prod-churn/*`,
      `${prefix}:model-package/mlplatform-prod-churn--*/*`,
    ]);
  });

  it("names its own things after itself", () => {
    expect(churn.name("role", "jobs")).toMatch(/^mlplatform-prod-churn-jobs-[0-9a-f]{6}$/);
    expect(nameIn(prod, "role", "predict")).toMatch(/^mlplatform-prod-predict-[0-9a-f]{6}$/);
  });
});
