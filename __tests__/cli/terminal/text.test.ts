import { count, seconds, table } from "../../../cli/terminal/text";

test.each([
  [40, "0.0 s"],
  [12_340, "12.3 s"],
  [125_000, "2 min 5 s"],
])("%d ms are %s", (milliseconds, text) => {
  expect(seconds(milliseconds)).toBe(text);
});

test("a number with its noun", () => {
  expect([count(1, "run"), count(10_000, "row"), count(2, "process", "processes")]).toEqual([
    "1 run",
    "10,000 rows",
    "2 processes",
  ]);
});

test("a table: text to the left, numbers to the right", () => {
  expect(
    table(
      [
        ["S3", "9"],
        ["Lambda", "10"],
      ],
      "",
    ),
  ).toBe("S3        9\nLambda   10");
});
