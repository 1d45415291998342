import { decide } from "../../../lambda-src/evaluate-model/decide";

const candidate = { metric: "roc_auc", value: 0.9, baseline: 0.5 };
const standard = { threshold: 0.8, champion: null, championTolerance: 0.01 };
const champion = { modelPackageArn: "arn:package/3", value: 0.92 };

it("passes the first good model, with a reason for each comparison", () => {
  expect(decide(candidate, standard)).toEqual({
    passed: true,
    reasons: [
      "roc_auc 0.9 reaches the threshold of 0.8.",
      "roc_auc 0.9 beats the baseline of 0.5.",
      "There is no approved model to compare with yet.",
    ],
  });
});

it("names what failed first", () => {
  const { passed, reasons } = decide({ ...candidate, value: 0.79 }, standard);
  expect(passed).toBe(false);
  expect(reasons[0]).toBe("roc_auc 0.79 is below the threshold of 0.8.");
});

it("takes a value that just reaches the threshold", () => {
  expect(decide({ ...candidate, value: 0.8 }, standard).passed).toBe(true);
});

it("never rounds a miss into a hit", () => {
  expect(decide({ ...candidate, value: 0.79999 }, standard).reasons[0]).toBe(
    "roc_auc 0.79999 is below the threshold of 0.8.",
  );
});

it("refuses a model that is no better than guessing, whatever the threshold", () => {
  const { passed, reasons } = decide({ ...candidate, value: 0.5 }, { ...standard, threshold: 0 });
  expect(passed).toBe(false);
  expect(reasons[0]).toBe("roc_auc 0.5 does not beat the baseline of 0.5: the model learnt nothing.");
});

it.each([
  [0.93, true, "roc_auc 0.93 is at least as good as the 0.92 of the approved model."],
  [0.915, true, "roc_auc 0.915 is within 0.01 of the 0.92 of the approved model."],
  [0.9, false, "roc_auc 0.9 is more than 0.01 below the 0.92 of the approved model arn:package/3."],
])("compares %d with the champion", (value, passed, reason) => {
  const verdict = decide({ ...candidate, value }, { ...standard, champion });
  expect(verdict.passed).toBe(passed);
  expect(verdict.reasons).toContain(reason);
});

it.each([
  [Number.NaN, "it is NaN"],
  [Number.POSITIVE_INFINITY, "it is Infinity"],
  [null, "it is null"],
  [undefined, "it is missing"],
])("never passes %s", (value, why) => {
  expect(decide({ ...candidate, value }, { ...standard, threshold: -1 })).toEqual({
    passed: false,
    reasons: [`The evaluation holds no value for roc_auc: ${why}.`],
  });
});

it("does without a baseline that could not be computed", () => {
  expect(decide({ ...candidate, baseline: null }, standard)).toMatchObject({
    passed: true,
    reasons: expect.arrayContaining(["There is no baseline for roc_auc to beat."]),
  });
});
