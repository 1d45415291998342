import { modelNamePattern, modelOfStack, modelStackId, servedNamePatterns } from "../../contracts/names";

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
