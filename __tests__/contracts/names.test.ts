import {
  isServedBy,
  isStateMachineOf,
  modelNamePattern,
  modelOfStack,
  modelStackId,
  servedNamePatterns,
} from "../../contracts/names";

it.each(["churn", "churn-train", "a", "c4-5"])("%s is a model's name", (name) =>
  expect(name).toMatch(modelNamePattern),
);
it.each(["Churn", "churn--train", "-churn", "churn-", "4you", "churn_train", "", "churn/../x"])("%j is not", (name) =>
  expect(name).not.toMatch(modelNamePattern),
);

it("finds the model of a stack, and none for a shared one", () => {
  expect(modelOfStack(modelStackId("churn-train"))).toBe("churn-train");
  expect(modelOfStack("storage")).toBeUndefined();
});

it("never matches another model whose name begins alike", () => {
  const [exact, others] = servedNamePatterns("prod", "churn");
  expect([exact, others]).toEqual(["mlplatform-prod-churn", "mlplatform-prod-churn--*"]);
  expect("mlplatform-prod-churn-train".startsWith(others.replace("*", ""))).toBe(false);
});

describe("what belongs to a model", () => {
  it.each([
    ["mlplatform-dev-churn", true],
    ["mlplatform-dev-churn--trial", true],
    ["mlplatform-dev-churn-train", false],
    ["mlplatform-prod-churn", false],
  ])("%s is served for churn in dev: %s", (name, expected) => expect(isServedBy(name, "dev", "churn")).toBe(expected));

  it.each([
    ["mlplatform-dev-training-churn-0123ab", true],
    ["mlplatform-dev-training-churn-train-0123ab", false],
    ["mlplatform-prod-training-churn-0123ab", false],
  ])("%s runs churn in dev: %s", (name, expected) => expect(isStateMachineOf(name, "dev", "churn")).toBe(expected));

  it("is anything of the environment where no model is named", () => {
    expect(isServedBy("mlplatform-dev-churn-train", "dev")).toBe(true);
    expect(isStateMachineOf("mlplatform-dev-training-churn-train-0123ab", "dev")).toBe(true);
    expect(isStateMachineOf("mlplatform-dev-serving-churn-0123ab", "dev")).toBe(false);
  });
});
