// Explains why there is no estimate, or only part of one, and which command fixes it.
import type { NoPrices } from "../../packages/cost";
import type { EnvironmentEstimate } from "../../packages/cost/report";
import { canBeAdded } from "../../tools/prices/products";

export interface WhyNot {
  /** The end of the sentence "Cost: not estimated: …". */
  readonly reason: string;
  readonly command: string;
}

/** For a command that continues without an estimate. */
export function whyNotEstimated({ kind, region }: NoPrices): WhyNot {
  const command = `npm run prices -- --region ${region}`;
  if (kind === "no prices") return { reason: `there are no prices for ${region}`, command };
  return { reason: `the price list of ${region} has mistakes`, command: "npm run cost -- ENV" };
}

/** For a command whose only purpose is the estimate. */
export function noEstimate(reason: NoPrices): string {
  if (reason.kind === "invalid prices") return reason.error.message;
  const { region, regionsWithPrices } = reason;
  return (
    `There are no prices for "${region}". Regions with prices: ${regionsWithPrices.join(", ")}. ` +
    `With AWS credentials, \`npm run prices -- --region ${region}\` reads them from the AWS Price List API.`
  );
}

/** The command that gets the missing prices; undefined if none are missing. */
export function missingPrices({ region, stacks }: EnvironmentEstimate): string | undefined {
  const keys = stacks.flatMap(({ estimate }) => estimate.unknown.flatMap(({ missingPrice }) => missingPrice ?? []));
  const wanted = [...new Set(keys)].filter(canBeAdded).sort();
  if (wanted.length === 0) return undefined;
  const add = wanted.map((key) => ` --add ${key}`).join("");
  return `With AWS credentials, this adds the missing prices: npm run prices -- --region ${region}${add}`;
}
