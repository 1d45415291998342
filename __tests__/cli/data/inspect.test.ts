import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chooseTask, describe as describeData, inspect, type Inspection } from "../../../cli/data/inspect";

// Python imports scikit-learn, which takes seconds on a busy machine.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), "inspect-"));
afterAll(() => rmSync(folder, { recursive: true }));

const rows = (values: readonly string[]) => Array.from({ length: 240 }, (_, row) => values[row % values.length]!);
const csv = (name: string, header: string, ...columns: readonly (readonly string[])[]) => {
  const lines = columns[0]!.map((_, row) => columns.map((column) => column[row]).join(","));
  const file = join(folder, name);
  writeFileSync(file, `${[header, ...lines].join("\n")}\n`);
  return file;
};

const options = { file: "/data/parts.csv", target: "state", drop: [] };
const inspection: Inspection = {
  rows: 240,
  columns: [
    { name: "size", type: "numeric", missing: 2, distinct: 100 },
    { name: "state", type: "text", missing: 0, distinct: 2 },
  ],
  target: "state",
  task: "classification",
  taskReason: "it holds 2 different texts.",
  metric: "roc_auc",
  metricReason: "neither class is rare.",
  classes: [
    { name: "good", rows: 239 },
    { name: "bad", rows: 1 },
  ],
  positiveClass: "bad",
  identifiers: [{ column: "no", reason: "240 of 240 values are different." }],
  leaks: [{ column: "mark", score: 1, reason: "alone it predicts the target with ROC AUC 1.000." }],
  warnings: ['"size" is empty and will not be used.'],
  problems: [],
};

describe("the inspection of a file", () => {
  it("comes back as the contract says", async () => {
    const size = rows(Array.from({ length: 50 }, (_, row) => `${row}.5`));
    const file = csv("good.csv", "size,state", size, rows(["good", "good", "bad"]));
    const found = await inspect({ ...options, file });
    expect(found).toMatchObject({ rows: 240, task: "classification", metric: "roc_auc", positiveClass: "bad" });
  });

  it("lists all that makes it unusable", async () => {
    const file = csv("short.csv", "size,state", ["1"], ["good"]);
    await expect(inspect({ ...options, file, drop: ["colour"] })).rejects.toThrow(
      `${file} cannot be used:\n  - short.csv has no column "colour" to drop; its columns: "size", "state".\n  - short.csv has 1 row; at least 20 are needed.`,
    );
  });
});

describe("what is said about the data", () => {
  it("is rows, task, classes, warnings and columns to leave out", () => {
    expect(describeData(options, inspection)).toEqual([
      "240 rows, 2 columns, 2 missing values in size",
      "task classification: it holds 2 different texts.",
      "classes: good (239 rows), bad (1 row)",
      '"size" is empty and will not be used.',
      '"no" looks like an identifier: 240 of 240 values are different. Leave it out: --drop "no"',
      '"mark" may give the answer away: alone it predicts the target with ROC AUC 1.000. Leave it out: --drop "mark"',
    ]);
  });

  it("names six classes and counts the others", () => {
    const classes = ["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => ({ name, rows: 30 }));
    const lines = describeData(options, { ...inspection, classes });
    expect(lines[2]).toMatch(/^classes: a \(30 rows\), .*, f \(30 rows\), 2 more$/);
  });
});

describe("the task", () => {
  it("is the one that was asked for, else the one that the data suggests", () => {
    expect(chooseTask(options, inspection)).toBe("classification");
    expect(chooseTask({ ...options, task: "regression" }, inspection)).toBe("regression");
  });

  it("has to be named where the data does not tell", () => {
    const unclear = { ...inspection, task: null, taskReason: "it holds 6 different whole numbers." };
    expect(() => chooseTask(options, unclear)).toThrow(
      'Whether "state" is a class or a quantity cannot be told: it holds 6 different whole numbers.\nSay which: --task classification or --task regression',
    );
  });
});
