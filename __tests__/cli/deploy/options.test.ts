import { deployableName, parseCommandLine } from "../../../cli/deploy/options";

const syntax = {
  usage: "npm run deploy -- ENV [STACK…] [--reviewed FILE] [--yes]",
  flags: { reviewed: "string", yes: "boolean" },
  takesStacks: true,
} as const;
const parse = (...args: readonly string[]) => parseCommandLine(args, syntax);

it("takes an environment, stacks in any order, and flags", () => {
  expect(parse("dev", "pipeline", "network", "--yes", "--reviewed", "x.json")).toEqual({
    name: "dev",
    stacks: ["network", "pipeline"],
    flags: { yes: true, reviewed: "x.json" },
  });
});

it("means all stacks where none is named", () => {
  expect(parse("prod").stacks).toEqual(["network", "storage", "pipeline"]);
});

it("names everything that is wrong at once", () => {
  expect(() => parse("prdo", "netwrok")).toThrow(
    `Usage: ${syntax.usage}\nThe command line is not valid: 2 problems\n` +
      '  - ENV: got "prdo"; allowed: dev, staging, prod\n' +
      '  - STACK: got "netwrok"; allowed: network, storage, pipeline',
  );
});

it.each([
  ["no environment", [], "ENV: got nothing; allowed: dev, staging, prod"],
  ["local", ["local"], "allowed: dev, staging, prod (local is for `npm start` and `npm stop`)"],
  ["an unknown flag", ["dev", "--force"], "Unknown option '--force'"],
  ["a flag without its value", ["dev", "--reviewed"], "Option '--reviewed <value>' argument missing"],
])("%s", (_, args, message) => {
  expect(() => parse(...args)).toThrow(message);
});

it("refuses a second word where there are no stacks", () => {
  expect(() => parseCommandLine(["dev", "network"], { usage: "x ENV" })).toThrow('STACK: got "network"; allowed: none');
  expect(deployableName("staging", "x ENV")).toBe("staging");
});
