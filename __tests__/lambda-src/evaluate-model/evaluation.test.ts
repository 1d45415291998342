import { comparableValue } from "../../../lambda-src/evaluate-model/champion";
import { carriedSample, parseEvaluation } from "../../../lambda-src/evaluate-model/evaluation";
import { metadataOf, metadataValue } from "../../../lambda-src/evaluate-model/metadata";

const uri = "s3://artifacts/runs/a/evaluation/evaluation.json";
const evaluation = {
  task: "regression",
  target: "price",
  metrics: { r2: 0.8, rmse: null },
  baseline: { r2: 0 },
  sample: { instances: [{ size: 1 }] },
};

describe("the evaluation", () => {
  it("is read as far as it is needed", () => {
    expect(parseEvaluation(JSON.stringify({ ...evaluation, warnings: [] }), uri)).toEqual(evaluation);
  });

  it("is refused with NaN, which is no JSON", () => {
    expect(() => parseEvaluation('{"metrics": {"r2": NaN}}', uri)).toThrow(`${uri} is not JSON`);
  });

  it("is refused when something is missing, by name", () => {
    expect(() => parseEvaluation(JSON.stringify({ ...evaluation, sample: undefined }), uri)).toThrow(
      `${uri} is not an evaluation: sample: expected object, received undefined`,
    );
  });

  it("carries as many rows as fit, and at least one", () => {
    const wide = { text: "x".repeat(100) };
    const sample = { instances: [wide, wide, { text: "short" }] };
    const parsed = parseEvaluation(JSON.stringify({ ...evaluation, sample }), uri);
    expect(carriedSample(parsed)).toEqual(sample);
    expect(carriedSample(parsed, 150)).toEqual({ instances: [wide, { text: "short" }] });
    expect(carriedSample(parsed, 10)).toEqual({ instances: [wide] });
  });
});

describe("metadata", () => {
  it("keeps what the registry accepts", () => {
    expect(metadataOf({ target: "Machine failure", value: 0.97 })).toEqual({
      target: "Machine failure",
      value: "0.97",
    });
  });

  it("makes other texts acceptable, and keeps different ones different", () => {
    expect(metadataValue("Torque [Nm]")).toMatch(/^Torque _Nm_-[0-9a-f]{8}$/);
    expect(metadataValue("Torque [Nm]")).not.toBe(metadataValue("Torque (Nm)"));
    expect(metadataValue("x".repeat(1000))).toHaveLength(256);
  });
});

describe("a registered model", () => {
  const purpose = { task: "regression", target: "price", metric: "r2" };

  it("is comparable when it was made for the same purpose", () => {
    expect(comparableValue({ ...purpose, value: "0.8", execution: "a" }, purpose)).toBe(0.8);
  });

  it.each([
    undefined,
    {},
    { ...purpose },
    { ...purpose, value: "" },
    { ...purpose, value: "none" },
    { ...purpose, value: "NaN" },
    { ...purpose, value: "0.8", metric: "rmse" },
    { ...purpose, value: "0.8", target: "rent" },
  ])("is not comparable: %j", (metadata) => expect(comparableValue(metadata, purpose)).toBeUndefined());
});
