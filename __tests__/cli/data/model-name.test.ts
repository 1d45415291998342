import { modelNameOf, modelNameProblem } from "../../../cli/data/model-name";

it.each(["churn", "house-prices-2", "a"])("%s is a name", (name) => expect(modelNameProblem(name)).toBeUndefined());

it.each(["", "Churn", "house_prices", "2fast", "a--b", "a-", "häuser"])("%j is not", (name) => {
  expect(modelNameProblem(name)).toMatch(/^lower-case letters, digits and single hyphens/);
});

it("a name that does not fit into the names of jobs: with the numbers of characters", () => {
  expect(modelNameProblem("x".repeat(60))).toMatch(/^at most \d+ characters in the environment \w+, not 60: /);
});

it.each([
  ["/data/House Prices (2).csv", "house-prices-2"],
  ["houses.CSV", "houses"],
  ["2024 sales.csv", "data-2024-sales"],
  ["Häuser.csv", "ha-user"],
  ["数据.csv", "data"],
])("%s suggests %s", (file, name) => expect(modelNameOf(file)).toBe(name));

it("a long name of a file becomes a name that fits", () => {
  const name = modelNameOf(`${"long-".repeat(30)}.csv`);
  expect(name).toMatch(/^long-long-.*[a-z]$/);
  expect(modelNameProblem(name, ["local"])).toBeUndefined();
});
