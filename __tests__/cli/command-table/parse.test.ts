// The values that a command line is parsed into, and all of its problems at once.
import { command, passingOn, type Parameter } from "../../../cli/command-table/command";
import { choice, environment, flag, list, path, required, text } from "../../../cli/command-table/parameters";
import { parse } from "../../../cli/command-table/parse";
import { stacks } from "../../../cli/command-table/stack-names";

const load = async () => ({ run: async () => 0 });
const deploy = command({
  name: "deploy",
  summary: "Deploys",
  arguments: { environment: environment(), stacks: stacks() },
  options: { reviewed: text("FILE", "a review"), skipSynth: flag("no synthesis"), drop: list("COLUMN,…", "columns") },
  load,
});
const problemsOf = async (...args: string[]) => {
  const error = await parse(deploy, args).then(
    () => new Error("was accepted"),
    (one: Error) => one,
  );
  return error.message;
};

afterEach(() => {
  delete process.env.npm_lifecycle_event;
  delete process.env.npm_config_reviewed;
  delete process.env.INIT_CWD;
});

it("reads arguments and options in any order", async () => {
  const args = ["--reviewed=x.json", "dev", "storage", "--drop", "a, b", "network", "--skip-synth", "--drop=c"];
  expect(await parse(deploy, args)).toEqual({
    environment: "dev",
    stacks: ["storage", "network"],
    reviewed: "x.json",
    skipSynth: true,
    drop: ["a", "b", "c"],
  });
});

it("reads nothing of what is left out", async () => {
  expect(await parse(deploy, ["prod"])).toEqual({
    environment: "prod",
    stacks: [],
    reviewed: undefined,
    skipSynth: false,
    drop: [],
  });
});

it("names everything that is wrong at once, suggests what was meant, and shows the usage", async () => {
  expect(await problemsOf("prdo", "netwrok", "--skip-snyth", "--reviewed")).toMatch(
    new RegExp(
      `^npm run deploy: 3 problems
  - --reviewed: got nothing; allowed: a value after it
  - option: got "--skip-snyth"; allowed: --reviewed, --skip-synth, --drop \\(did you mean "--skip-synth"\\?\\)
  - ENV: got "prdo"; allowed: dev, staging, prod \\(did you mean "prod"\\?\\)

Usage: npm run deploy -- ENV \\[STACK…\\] \\[--reviewed FILE\\] \\[--skip-synth\\] \\[--drop COLUMN,…\\]
Help:  npm run deploy -- --help$`,
    ),
  );
});

it.each([
  ["no environment", [], "ENV: got nothing; allowed: dev, staging, prod"],
  ["local", ["local"], "allowed: dev, staging, prod (local is for `npm start` and `npm stop`)"],
  ["another option where the value should be", ["dev", "--reviewed", "--skip-synth"], "--reviewed: got nothing;"],
  ["an empty value", ["dev", "--reviewed="], '--reviewed: got ""; allowed: a value after it'],
  ["a value twice", ["dev", "--reviewed=a", "--reviewed=b"], '--reviewed: got "b"; allowed: one value'],
  ["a value for a flag", ["dev", "--skip-synth=no"], '--skip-synth: got "no"; allowed: no value'],
])("refuses %s", async (_, args, problem) => {
  const message = await problemsOf(...args);
  expect(message).toContain("npm run deploy: 1 problem\n");
  expect(message).toContain(problem);
});

it("refuses words that nothing takes", async () => {
  const none = command({ name: "test", summary: "Tests", load });
  await expect(parse(none, ["fast", "--all"])).rejects.toThrow(
    'npm test: 2 problems\n  - option: got "--all"; allowed: none\n  - argument: got "fast"; allowed: nothing more\n\nUsage: npm test\n',
  );
});

it("says so where npm took an option for itself", async () => {
  process.env.npm_lifecycle_event = "deploy";
  process.env.npm_config_reviewed = "x.json";
  expect(await problemsOf("dev")).toContain(
    '--reviewed: got "an option of npm"; allowed: after "--": npm run deploy -- --reviewed …',
  );
  expect(await parse(deploy, ["dev", "--reviewed", "x.json"])).toMatchObject({ reviewed: "x.json" });
});

it("asks a parameter with what was read before it, and the command with all of it", async () => {
  const second: Parameter<string> = {
    placeholder: "B",
    description: "b",
    read: ([word], earlier) => `${word} after ${earlier.first}`,
  };
  const both = command({
    name: "both",
    summary: "Both",
    arguments: { first: text("A", "a"), second },
    check: async ({ second }) => [{ path: "B", got: second, allowed: "another" }],
    load,
  });
  await expect(parse(both, ["x", "y"])).rejects.toThrow('B: got "y after x"; allowed: another');
});

it("takes a path from where the person is, and one of a few words", async () => {
  const both = command({
    name: "both",
    summary: "Both",
    arguments: { word: required(choice("WORD", ["plan", "deploy"], "a word"), "plan or deploy") },
    options: { file: path("FILE", "a file") },
    load,
  });
  process.env.INIT_CWD = "/somewhere";
  expect(await parse(both, ["plan", "--file", "x.csv"])).toEqual({ word: "plan", file: "/somewhere/x.csv" });
  expect(await parse(both, ["plan", "--file", "/x.csv"])).toEqual({ word: "plan", file: "/x.csv" });
  await expect(parse(both, ["plna"])).rejects.toThrow(
    'WORD: got "plna"; allowed: plan or deploy (did you mean "plan"?)',
  );
  await expect(parse(both, [])).rejects.toThrow("WORD: got nothing; allowed: plan or deploy");
});

it("hands on untouched what belongs to another program", async () => {
  const local = passingOn({ name: "local", summary: "x", passesOn: { placeholder: "C", description: "c" }, load });
  expect(await parse(local, ["aws", "--help", "--", "-x"])).toEqual({ words: ["aws", "--help", "--", "-x"] });
});
