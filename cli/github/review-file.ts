// What review/ENV.json says about one question: whether a plan would change anything, or could not be made.
import { z } from "zod";
import { UserError } from "../../src/errors";

/** True as well where a stack could not be planned: nobody knows then that all is as it should be. */
export function changesSomething(environment: string, json: string): boolean {
  const read = reviewFile.safeParse(JSON.parse(json));
  if (!read.success || read.data.environment !== environment) {
    throw new UserError(
      `review/${environment}.json is no review of ${environment}. \`npm run review -- ${environment}\` writes it.`,
    );
  }
  return Object.values(read.data.stacks).some(
    ({ status, changes = {} }) => status !== "planned" || Object.keys(changes).length > 0,
  );
}

const reviewFile = z.looseObject({
  environment: z.string(),
  stacks: z.record(
    z.string(),
    z.looseObject({ status: z.string(), changes: z.record(z.string(), z.unknown()).optional() }),
  ),
});
