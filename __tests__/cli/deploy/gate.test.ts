import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reviewGate } from "../../../cli/deploy/gate";
import { writeReviewFile } from "../../../packages/plan-review/review-file";
import { fileOf, planned, planWith } from "../../../packages/plan-review/tests/support";

const folder = mkdtempSync(join(tmpdir(), "gate-"));
afterAll(() => rmSync(folder, { recursive: true }));

const stack = planned("everything");
const file = join(folder, "dev.json");
beforeAll(() => writeFileSync(file, writeReviewFile(fileOf([stack]))));

it("lets pass what was reviewed", () => {
  expect(() => reviewGate(file, "dev")([stack], [])).not.toThrow();
});

it("stops at anything else, and says what was applied before", () => {
  const other = planned("everything", planWith({ type: "aws_sns_topic", name: "New", actions: ["create"], after: {} }));
  const gate = reviewGate(file, "dev");
  expect(() => gate([other], [])).toThrow(
    /differs from its review:[^]*Nothing was applied\. Review again: npm run review -- dev$/,
  );
  expect(() => gate([other], ["network"])).toThrow("Applied before, as reviewed: network.");
});

it("is for the environment of the review alone", () => {
  expect(() => reviewGate(file, "prod")).toThrow(
    `${file} is the review of dev, not of prod. Give the one of prod: npm run review -- prod`,
  );
});

it("says how a file that is not there is made", () => {
  const absent = join(folder, "absent.json");
  expect(() => reviewGate(absent, "dev")).toThrow(
    `There is no file ${absent}. A review is made by: npm run review -- dev`,
  );
});
