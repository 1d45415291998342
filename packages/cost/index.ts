// The public interface of the cost estimates.
export { type CostChange, costChange } from "./change";
export {
  type CostLine,
  type Estimate,
  estimate,
  type NotEstimated,
  type UnknownCost,
  type UsageLine,
} from "./estimate";
export type { NoPrices } from "./prices";
export { type PricedResource, resourcesOfPlan, resourcesOfSynth } from "./resource";
export { readUsage, type Usage } from "./usage";
