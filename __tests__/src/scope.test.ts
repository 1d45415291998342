import { ModelScope, nameIn } from "../../src/scope";
import { environment, modelOf, withModels } from "../support/environments";

const prod = withModels(environment("prod"), { churn: { uploads: "customers", sharedUploads: true } });
const churn = new ModelScope(prod, modelOf(prod, "churn"));

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
