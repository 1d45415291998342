import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nonExistent, removeImports, withoutAbsent, writeImports } from "../imports";

const candidate = (address: string, ...after: string[]) => ({ address, id: `id of ${address}`, after });
const rule = candidate("aws_cloudwatch_event_rule.Rule");
const lambda = candidate("aws_lambda_function.Function", "aws_iam_role.Role");
const permission = candidate("aws_lambda_permission.Permission", lambda.address, rule.address);
const all = [permission, lambda, rule];

const left = (...absent: string[]) => withoutAbsent(all, new Set(absent)).map(({ address }) => address);

it("what does not exist is left out", () => {
  expect(left(permission.address)).toEqual([lambda.address, rule.address]);
});

it("and so is what was made after it, however far", () => {
  expect(left(rule.address)).toEqual([lambda.address]);
  expect(left("aws_iam_role.Role")).toEqual([rule.address]);
});

it("all stay where all exist", () => {
  expect(left()).toEqual(all.map(({ address }) => address));
});

describe("import blocks", () => {
  const folder = mkdtempSync(join(tmpdir(), "imports-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("stand beside the code, and go again", () => {
    writeImports(folder, [rule]);
    const [file] = readdirSync(folder);
    expect(JSON.parse(readFileSync(join(folder, file!), "utf8"))).toEqual({
      import: [{ to: rule.address, id: `id of ${rule.address}` }],
    });
    removeImports(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("are no file where nothing is to be adopted", () => {
    writeImports(folder, []);
    expect(readdirSync(folder)).toEqual([]);
  });
});

it("reads what Terraform says about objects that do not exist, over its line breaks", () => {
  const lines = [
    "│ Error: Cannot import non-existent remote object",
    "│ ",
    "│ While attempting to import an existing object to",
    '│ "aws_iam_role.Role", the provider detected that no object exists',
  ];
  expect(nonExistent(lines)).toEqual(new Set(["aws_iam_role.Role"]));
});
