// The gate of `npm run deploy -- ENV --reviewed FILE`: lets reviewed plans pass, and stops at anything else.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { digestKeyVariable } from "../../contracts/review";
import type { EnvironmentName } from "../../src/environments";
import { UserError } from "../../packages/errors";
import type { PlannedStack } from "../../packages/terraform/planned-stack";
import { compareWithReview, describeDifference, stops } from "../../packages/plan-review/compare";
import { readReviewFile } from "../../packages/plan-review/review-file";

/** Throws a UserError with every difference that must stop the deployment. `applied`: stacks that match the review. */
export type Gate = (planned: readonly PlannedStack[], applied: readonly string[]) => void;

/** Reads the file at once, so that an invalid one is reported before the deployment starts. */
export function reviewGate(file: string, name: EnvironmentName, key = process.env[digestKeyVariable]): Gate {
  const reviewed = readReviewFile(read(file, name), file);
  if (reviewed.environment !== name) {
    throw new UserError(
      `${file} is the review of ${reviewed.environment}, not of ${name}. Give the one of ${name}: npm run review -- ${name}`,
    );
  }
  return (planned, applied) => {
    const stopping = compareWithReview(reviewed, planned, { key, variable: digestKeyVariable }).filter((difference) =>
      stops(difference, applied),
    );
    if (stopping.length === 0) return;
    const done = applied.length > 0 ? `Applied before, as reviewed: ${applied.join(", ")}.` : "Nothing was applied.";
    throw new UserError(
      `${stopping.map(describeDifference).join("\n")}\n${done} Review again: npm run review -- ${name}`,
    );
  };
}

/** npm changes to the project's root, but the path is relative to where the person is. */
function read(file: string, name: EnvironmentName): string {
  const path = resolve(process.env.INIT_CWD ?? ".", file);
  if (!existsSync(path))
    throw new UserError(`There is no file ${file}. A review is made by: npm run review -- ${name}`);
  return readFileSync(path, "utf8");
}
