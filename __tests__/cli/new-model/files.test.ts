import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { type Choices, choose } from "../../../cli/new-model/choices";
import { modelFiles } from "../../../cli/new-model/files";
import { inspectionSchema } from "../../../contracts/inspection";

const root = join(__dirname, "../../..");
const column = (name: string) => ({ name, type: "numeric" as const, missing: 0, distinct: 9 });
const inspection = inspectionSchema.parse({
  rows: 1200,
  columns: ["id", "size", "closing price", "town", "price"].map(column),
  target: "price",
  task: "regression",
  taskReason: "it holds numbers with fractions.",
  metric: "r2",
  metricReason: "r2 is the share of the differences that the model explains.",
  classes: [],
  positiveClass: null,
  identifiers: [{ column: "id", reason: "1200 of 1200 values are different." }],
  leaks: [{ column: "closing price", score: 0.99, reason: "alone it predicts the target with R2 0.990." }],
  warnings: [],
  problems: [],
});
const options = { file: "/data/houses.csv", target: "price", drop: ["town"] };

it("drops what the person says and what is suspicious, each with its reason", () => {
  expect(choose(options, [], inspection)).toMatchObject({
    task: "regression",
    metric: "r2",
    dropped: [
      { column: "town", reason: "You dropped it." },
      { column: "id", reason: "It looks like an identifier: 1200 of 1200 values are different." },
      { column: "closing price", reason: "It may give the answer away: alone it predicts the target with R2 0.990." },
    ],
    kept: [],
  });
});

it("lets the model see what the person wants to keep", () => {
  const { dropped, kept } = choose(options, ["closing price"], inspection);
  expect(dropped.map(({ column }) => column)).toEqual(["town", "id"]);
  expect(kept.map(({ column }) => column)).toEqual(["closing price"]);
});

it("names a column once that is suspicious in two ways", () => {
  const twice = { ...inspection, leaks: [{ column: "id", score: 1, reason: "it is a copy." }] };
  expect(choose(options, [], twice).dropped.map(({ column }) => column)).toEqual(["town", "id"]);
});

describe("the files", () => {
  const write = (choices: Choices) => modelFiles("house-prices", options.file, choices, inspection);

  it("model.ts says what the model learns, and why it does not see a column", () => {
    expect(write(choose({ ...options, drop: [] }, ["closing price"], inspection))["model.ts"]).toBe(
      `import type { ModelInput } from "../../src/environments";

export const model: ModelInput = {
  task: "regression",
  target: "price",
  // r2 is the share of the differences that the model explains.
  metric: "r2",
  // The model does not see these columns. To let it see one, delete its line.
  drop: [
    // It looks like an identifier: 1200 of 1200 values are different.
    "id",
  ],
};
`,
    );
  });

  it("README.md says what a reader should know", () => {
    expect(write(choose({ ...options, drop: [] }, ["closing price"], inspection))["README.md"]).toBe(
      `# house-prices

Predicts \`price\` from 3 columns.

- Data: \`houses.csv\`, 1,200 rows.
- Task: regression; it holds numbers with fractions.
- Gate: r2.
- Not seen: \`id\`. It looks like an identifier: 1200 of 1200 values are different.
- Seen all the same: \`closing price\`. It may give the answer away: alone it predicts the target with R2 0.990.
`,
    );
  });

  it("hold no column that there is none of", () => {
    expect(write({ ...choose(options, [], inspection), dropped: [], kept: [] })["model.ts"]).not.toContain("drop");
  });

  it("stay code and prose whatever the columns are called, and are formatted as the project is", () => {
    const nasty = 'a "quoted"\n*/ `tick` \\ name';
    const choices = choose(options, [], {
      ...inspection,
      identifiers: [{ column: nasty, reason: `${nasty} differs.` }],
    });
    for (const [name, text] of Object.entries(write(choices))) {
      const args = [join(root, "node_modules/prettier/bin/prettier.cjs"), "--stdin-filepath", join(root, name)];
      expect(execFileSync(process.execPath, args, { input: text, encoding: "utf8" })).toBe(text);
    }
    expect(write(choices)["model.ts"]).toContain(`\n    'a "quoted"\\n*/ \`tick\` \\\\ name',\n`);
  });
});
