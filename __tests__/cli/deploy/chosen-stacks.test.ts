import { chosenStacks } from "../../../cli/deploy/chosen-stacks";

const known = ["network", "storage", "training", "model-churn"];

test("in the order of deployment, whatever the order on the command line", () => {
  expect(chosenStacks(["model-churn", "network"], known)).toEqual(["network", "model-churn"]);
});

test("all of them when none is named", () => {
  expect(chosenStacks([], known)).toEqual(known);
});

test("every one that does not exist is named, with the one that was meant", () => {
  expect(() => chosenStacks(["netwrok", "storage", "model-chrun"], known)).toThrow(
    `STACK is not valid: 2 problems
  - STACK: got "netwrok"; allowed: network, storage, training, model-churn (did you mean "network"?)
  - STACK: got "model-chrun"; allowed: network, storage, training, model-churn (did you mean "model-churn"?)`,
  );
});
