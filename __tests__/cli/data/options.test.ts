import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDataOptions, usage } from "../../../cli/data/options";
import { scratch } from "../../support/scratch";

const folder = scratch();
const file = join(folder, "houses.csv");

beforeAll(() => {
  writeFileSync(file, '\ufeff"id","size, m2",town,price\n1,80,Ulm,250000\n');
  writeFileSync(join(folder, "empty.csv"), "");
  writeFileSync(join(folder, "notes.txt"), "id,price\n");
  mkdirSync(join(folder, "folder.csv"));
});

const parse = (...args: string[]) => parseDataOptions(args, folder);
const message = (...args: string[]) => {
  try {
    parse(...args);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("was accepted");
};

test("nothing said: the data of the environment", () => {
  expect(parse()).toBeUndefined();
});

test("a file with everything", () => {
  expect(parse("--data", "houses.csv", "--target", "price", "--drop", "id, town", "--task", "regression")).toEqual({
    file,
    target: "price",
    drop: ["id", "town"],
    task: "regression",
  });
});

test("--drop may be repeated, and --option=value is the same", () => {
  expect(parse("--data=houses.csv", "--target=price", "--drop=id", "--drop=town")).toMatchObject({
    drop: ["id", "town"],
  });
});

test("all problems at once, with the columns of the file", () => {
  expect(
    message(
      "--data",
      "houses.csv",
      "--target",
      "cost",
      "--drop",
      "id,street",
      "--task",
      "guess",
      "--seed",
      "1",
      "more",
    ),
  ).toBe(
    `npm start: 6 problems
  - option: got "--seed"; allowed: --data, --target, --drop, --task
  - argument: got "1"; allowed: options only
  - argument: got "more"; allowed: options only
  - --task: got "guess"; allowed: classification or regression
  - --target: got "cost"; allowed: a column of the file: id, size, m2, town, price
  - --drop: got "street"; allowed: a column of the file: id, size, m2, town, price

${usage}`,
  );
});

test("the target cannot be dropped", () => {
  expect(message("--data", "houses.csv", "--target", "price", "--drop", "price")).toContain(
    '--drop: got "price"; allowed: columns other than the target',
  );
});

test("data without a target", () => {
  expect(message("--data", "houses.csv")).toContain(
    "npm start: 1 problem\n  - --target: got nothing; allowed: a column of the file: id, size, m2, town, price\n",
  );
});

test("a target without data", () => {
  expect(message("--target", "price")).toContain(
    "1 problem\n  - --data: got nothing; allowed: the path of a CSV file\n",
  );
});

test("an option without its value", () => {
  expect(message("--data", "houses.csv", "--target", "price", "--task")).toContain(
    "1 problem\n  - --task: got nothing; allowed: a value behind it\n",
  );
});

test.each([
  ["missing.csv", "a file that exists"],
  ["folder.csv", "a file, not a folder"],
  ["empty.csv", "a CSV file with a header and rows"],
  ["notes.txt", "a file whose name ends in .csv"],
])("the file %s: %s", (name, allowed) => {
  const text = message("--data", name, "--target", "price");
  expect(text).toContain("npm start: 1 problem\n");
  expect(text).toContain(`; allowed: ${allowed}\n`);
});
