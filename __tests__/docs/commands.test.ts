// Every command in the docs is parsed by the command line's own code, and is really run by an end-to-end test or listed
// with the reason why not. A new command in the docs fails until one of these holds.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type * as OpenEnvironment from "../../cli/deploy/open-environment";
import { scratch } from "../support/scratch";
import { dryRun } from "./dry-run";
import { commandsIn, pages, read, root } from "./pages";
import { neverRun, onlyDryRun, reallyRun } from "./really-run";

// The docs add a model to dev that the repository does not have.
jest.mock("../../cli/deploy/open-environment", () => {
  const actual = jest.requireActual<typeof OpenEnvironment>("../../cli/deploy/open-environment");
  const declaredEnvironment: typeof actual.declaredEnvironment = (name) => {
    const environment = actual.declaredEnvironment(name);
    const [model] = Object.values(environment.models);
    return { ...environment, models: { ...environment.models, "house-prices": model! } };
  };
  return { ...actual, declaredEnvironment };
});

// The working directory of the docs' reader, which contains the files that the docs name.
const before = process.env.INIT_CWD;
const folder = scratch();
beforeAll(() => {
  writeFileSync(join(folder, "FILE.csv"), "COLUMN,A,B\n1,2,3\n");
  writeFileSync(join(folder, "houses.csv"), "size,town,price\n80,Ulm,1\n");
  mkdirSync(join(folder, "review"));
  process.env.INIT_CWD = folder;
});
afterAll(() => {
  if (before === undefined) delete process.env.INIT_CWD;
  else process.env.INIT_CWD = before;
});

const documented = [...new Set(pages.flatMap(commandsIn))];
const listed: readonly string[] = [...Object.values(reallyRun).flat(), ...Object.keys(onlyDryRun)];

test.each(documented)("%s: the command line takes it", async (command) => {
  await expect(dryRun(command)).resolves.toBeUndefined();
});

test("every command is run by a test, or it is said why not", () => {
  expect(documented.filter((command) => !listed.includes(command))).toEqual([]);
});

test("the lists name no command that left the docs, and none twice", () => {
  expect(listed.filter((command) => !documented.includes(command))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});

describe("a command that is wrong is found", () => {
  test.each([
    ["npm run deplyo -- dev", 'no script "deplyo"'],
    ["npm run deploy dev", "-- is missing"],
    ["npm run deploy -- production", 'ENV: got "production"'],
    ["npm run deploy -- dev --force", 'option: got "--force"'],
    ["npm run local -- npm run smoke -- deev", 'ENV: got "deev"'],
    ["npm start -- --data FILE.csv --target PRICE", '--target: got "PRICE"'],
    ["npm run train -- dev churn FILE.csv", 'MODEL: got "churn"'],
    ["TF_WORKSPACE=test npx cdktf synth", '"test" is not an environment'],
    ["TF_WORKSPACE=dev npx cdktf delpoy", "cdktf delpoy is not a command"],
    ["terraform plan", '"terraform" is not a program'],
  ])("%s", async (command, message) => {
    await expect(dryRun(command)).rejects.toThrow(message);
  });
});

test("what a test ran is recognized, whatever it calls its files and however it answers beforehand", () => {
  const ran = [
    ["start", "--data", "/tmp/houses.csv", "--target", "price", "--drop", "id"],
    ["local", "/usr/bin/node", "/x/cli/run.mjs", "deploy", "dev", "--yes"],
    ["local", "env", "TF_WORKSPACE=dev", "CI=true", "cdktf", "deploy", "*", "--output", "x"],
  ];
  const never = ["npm start -- --data FILE.csv --drop A --target COLUMN", "npm run deploy -- prod", "npm stop"];
  const run = [
    "npm start -- --data FILE.csv --target COLUMN",
    "npm run deploy -- dev",
    "TF_WORKSPACE=dev npx cdktf deploy '*'",
  ];
  expect(neverRun([...run, ...never], ran)).toEqual(never);
});

test.each(pages)("%s: every link leads to a file", (page) => {
  const links = [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1]!);
  const local = links.filter((link) => !/^https?:/.test(link));
  expect(local.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
});
