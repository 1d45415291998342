// Combinations within an environment that AWS refuses or that cannot work.
import type { Problem } from "../../packages/errors";
import { cidrProblem } from "./cidr";
import type { EnvironmentInput } from "./schema";
import { applyRules, type Rule } from "./unchecked";

export const environmentProblems = (input: unknown): Problem[] => applyRules(rules, input);

const rules: readonly Rule<EnvironmentInput>[] = [
  function accountOutsideLocal({ name, account }) {
    if (name === "local" && account !== undefined) {
      return { path: "account", got: account, allowed: "none: the local AWS has an account of its own" };
    }
    if (name !== "local" && account === undefined) {
      return { path: "account", got: account, allowed: 'the account that it is deployed to, such as "111122223333"' };
    }
    return undefined;
  },

  /** ARNs, service principals, endpoints and registries are written for the partition "aws" throughout the code. */
  function regionOfStandardPartition({ region }) {
    if (typeof region !== "string" || !/^(cn|us-gov|[a-z]{2}-iso[a-z]?)-/.test(region)) return undefined;
    const allowed =
      'a region of the standard partition, such as "us-east-1": ARNs and images differ in China, GovCloud and the isolated regions';
    return { path: "region", got: region, allowed };
  },
  function zonesOnce({ network }) {
    const zones = network?.zones;
    if (!Array.isArray(zones) || new Set(zones).size === zones.length) return undefined;
    return { path: "network.zones", got: zones, allowed: "each zone once" };
  },
  function cidrLargeEnough({ network }) {
    const allowed = typeof network?.cidr === "string" ? cidrProblem(network.cidr) : undefined;
    return allowed ? { path: "network.cidr", got: network?.cidr, allowed } : undefined;
  },
];
