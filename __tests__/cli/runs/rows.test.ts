import { batches } from "../../../cli/runs/predict";
import { parseRows } from "../../../cli/runs/rows";
import { predictionsAsCsv, predictionsAsJson } from "../../../cli/runs/predictions";

describe("rows", () => {
  it.each([
    [
      "CSV with a header",
      '\ufeffsize, town\n80,"Ulm, old"\n\n90,Kiel\n',
      "csv",
      [
        { size: "80", town: "Ulm, old" },
        { size: "90", town: "Kiel" },
      ],
    ],
    ["a header alone", "size,town\n", "csv", []],
    ["nothing", " \n", "csv", []],
    ["a list of objects", '[{"size": 80}]', "json", [{ size: 80 }]],
    ["a list of lists", "[[80, 1]]", "json", [[80, 1]]],
    ["what the endpoint takes", '{"instances": [{"size": 80}]}', "json", [{ size: 80 }]],
    ["one object", '{"size": 80}', "json", [{ size: 80 }]],
    ["one object a line", '{"size": 80}\n\n{"size": 90}\n', "json", [{ size: 80 }, { size: 90 }]],
  ])("%s", (_, text, format, rows) => {
    expect(parseRows(text, "x")).toEqual({ format, rows });
  });

  it.each([
    ["numbers", "[1, 2]"],
    ["broken JSON", '{"size": '],
    ["instances that are no list", '{"instances": 3}'],
  ])("refuses %s, and says what is allowed", (_, text) => {
    expect(() => parseRows(text, "rows.json")).toThrow(
      'rows.json is not rows as JSON. Allowed: a list of objects by column name, {"instances": [such a list]}, or one object a line.',
    );
  });

  it("refuses CSV whose rows do not fit its header", () => {
    expect(() => parseRows("a,b\n1\n", "rows.csv")).toThrow(/^rows.csv is not CSV with a header: .*line 2/);
  });
});

describe("batches", () => {
  const rows = [[1], [22], [333], [4444]];

  it("hold all rows in their order, as many as allowed", () => {
    expect(batches(rows, { rows: 3, bytes: 1000 })).toEqual([[[1], [22], [333]], [[4444]]]);
  });

  it("do not grow beyond the bytes of a request, but for a single row that is larger", () => {
    expect(batches(rows, { rows: 9, bytes: 9 })).toEqual([[[1], [22]], [[333]], [[4444]]]);
    expect(batches([["x".repeat(99)]], { rows: 9, bytes: 9 })).toHaveLength(1);
  });
});

describe("predictions", () => {
  const labels = [
    { label: "yes, sir", score: 0.75, probabilities: { 'say "no"': 0.25, "yes, sir": 0.75 } },
    { label: 'say "no"', score: 0.9, probabilities: { 'say "no"': 0.9, "yes, sir": 0.1 } },
  ];

  it("of a classification as CSV: label, score and the probability of each class", () => {
    expect(predictionsAsCsv(labels)).toBe(
      'label,score,"probability of say ""no""","probability of yes, sir"\n"yes, sir",0.75,0.25,0.75\n"say ""no""",0.9,0.9,0.1',
    );
  });

  it("of a regression as CSV", () => expect(predictionsAsCsv([1.5, 2])).toBe("prediction\n1.5\n2"));

  it("as JSON, one a line", () => {
    expect(predictionsAsJson([1.5, 2])).toBe("[\n  1.5,\n  2\n]");
    expect(JSON.parse(predictionsAsJson(labels))).toEqual(labels);
  });
});
