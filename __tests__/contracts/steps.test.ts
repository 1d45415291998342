import { environmentNames } from "../../src/environments";
import {
  jobNamePattern,
  jobNamePrefix,
  jobNameProblem,
  longestJobNamePrefix,
  type Step,
  steps,
} from "../../contracts/steps";

const ids = Object.keys(steps) as Step[];
const jobName = (environment: string, model: string, step: Step) =>
  `${jobNamePrefix(environment, model, step)}-0123456789ab-0-0-1`;

it("leaves at least 30 characters for environment, model and step", () => {
  expect(longestJobNamePrefix).toBeGreaterThanOrEqual(30);
});

it("fits into SageMaker's 63 characters with the largest counters, or says how many characters are too many", () => {
  for (const environment of environmentNames) {
    const fits = (length: number) => jobNameProblem(environment, "m".repeat(length)) === undefined;
    const longest = Array.from({ length: 63 }, (_, index) => index + 1)
      .filter(fits)
      .at(-1)!;
    expect(longest).toBeGreaterThan(20);
    const names = ids.map((step) => `${jobNamePrefix(environment, "m".repeat(longest), step)}-0123456789ab-99-99-99`);
    expect(Math.max(...names.map(({ length }) => length))).toBe(63);
  }
  expect(jobNameProblem("staging", "a-name-that-is-far-too-long")).toBe(
    'at most 21 characters in the environment staging, not 27: SageMaker\'s names of jobs have room for 41, and "staging-a-name-that-is-far-too-long--preprocess" has 47',
  );
});

describe("what a run made is recognized", () => {
  it.each(ids)("%s: of its model, and of any", (step) => {
    expect(jobName("dev", "churn", step)).toMatch(jobNamePattern("dev", step, "churn"));
    expect(jobName("dev", "churn-train", step)).toMatch(jobNamePattern("dev", step));
  });

  it("not of another model whose name begins alike, of another environment or of another step", () => {
    expect(jobName("dev", "churn-train", "model")).not.toMatch(jobNamePattern("dev", "model", "churn"));
    expect(jobName("prod", "churn", "model")).not.toMatch(jobNamePattern("dev", "model"));
    expect(jobName("dev", "churn", "config")).not.toMatch(jobNamePattern("dev", "model"));
    expect("dev-churn--model-by-hand").not.toMatch(jobNamePattern("dev", "model"));
  });
});
