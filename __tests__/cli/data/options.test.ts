// The problems of a person's data, named by option.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findCommand } from "../../../cli/command-table";
import { parse } from "../../../cli/command-table/parse";
import { dataOptions, type StartOptions } from "../../../cli/data/options";
import { scratch } from "../../support/scratch";

const folder = scratch();
const file = join(folder, "houses.csv");
const before = process.env.INIT_CWD;

beforeAll(() => {
  process.env.INIT_CWD = folder;
  writeFileSync(file, '\ufeff"id","size, m2",town,price\n1,80,Ulm,250000\n');
  writeFileSync(join(folder, "empty.csv"), "");
  writeFileSync(join(folder, "notes.txt"), "id,price\n");
  mkdirSync(join(folder, "folder.csv"));
});
afterAll(() => {
  if (before === undefined) delete process.env.INIT_CWD;
  else process.env.INIT_CWD = before;
});

const [start] = findCommand(["start"]);
const read = async (...args: string[]) => dataOptions((await parse(start, args)) as unknown as StartOptions);
const problems = async (...args: string[]) => {
  const error = await read(...args).then(
    () => new Error("was accepted"),
    (one: Error) => one,
  );
  return error.message.split("\n\nUsage:")[0];
};

test("nothing said: the data of the environment", async () => {
  expect(await read()).toBeUndefined();
});

test("a file with everything", async () => {
  expect(await read("--data", "houses.csv", "--target", "price", "--drop", "id, town", "--task", "regression")).toEqual(
    { file, target: "price", drop: ["id", "town"], task: "regression" },
  );
});

test("--drop may be repeated, and --option=value is the same", async () => {
  expect(await read("--data=houses.csv", "--target=price", "--drop=id", "--drop=town")).toMatchObject({
    drop: ["id", "town"],
  });
});

test("all problems at once, with the columns of the file", async () => {
  const wrong = ["--target", "prise", "--drop", "id,street", "--task", "guess", "--seed", "1", "more"];
  expect(await problems("--data", "houses.csv", ...wrong)).toBe(
    `npm start: 6 problems
  - option: got "--seed"; allowed: --data, --target, --drop, --task, --model, --remove
  - argument: got "1"; allowed: nothing more
  - argument: got "more"; allowed: nothing more
  - --task: got "guess"; allowed: classification or regression
  - --target: got "prise"; allowed: a column of the file: id, size, m2, town, price (did you mean "price"?)
  - --drop: got "street"; allowed: a column of the file: id, size, m2, town, price`,
  );
});

test.each([
  [
    "the target cannot be dropped",
    ["--data", "houses.csv", "--target", "price", "--drop", "price"],
    '--drop: got "price"; allowed: columns other than the target',
  ],
  [
    "data without a target",
    ["--data", "houses.csv"],
    "--target: got nothing; allowed: a column of the file: id, size, m2, town, price",
  ],
  ["a target without data", ["--target", "price"], "--data: got nothing; allowed: the path of a CSV file"],
  [
    "an option without its value",
    ["--data", "houses.csv", "--target", "price", "--task"],
    "--task: got nothing; allowed: a value after it",
  ],
])("%s", async (_, args, problem) => {
  expect(await problems(...args)).toBe(`npm start: 1 problem\n  - ${problem}`);
});

test.each([
  ["missing.csv", "a file that exists"],
  ["folder.csv", "a file, not a folder"],
  ["empty.csv", "a CSV file with a header and rows"],
  ["notes.txt", "a file whose name ends in .csv"],
])("the file %s: %s", async (name, allowed) => {
  const text = await problems("--data", name, "--target", "price");
  expect(text).toContain("npm start: 1 problem\n");
  expect(text?.endsWith(`; allowed: ${allowed}`)).toBe(true);
});
