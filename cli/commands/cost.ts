// `npm run cost -- ENV`: estimates an environment's monthly cost before it is deployed, without an account.
import type { EnvironmentName } from "../../src/environments";
import { estimateEnvironment } from "../cost/environment";
import { missingPrices } from "../cost/not-estimated";
import { report } from "../../packages/cost/report";

export interface CostOptions {
  readonly environment: EnvironmentName;
  /** Path of a file like usage/example.yml. */
  readonly usage?: string;
  readonly json: boolean;
}

export async function run({ environment, usage, json }: CostOptions): Promise<number> {
  const estimate = await estimateEnvironment(environment, usage);
  const missing = missingPrices(estimate);
  const text = missing ? `${report(estimate)}\n\n${missing}` : report(estimate);
  console.log(json ? JSON.stringify(estimate, null, 2) : text);
  return 0;
}
