// Combinations within an environment that AWS refuses or that cannot work.
import { tagKeys } from "../../contracts/tags";
import type { Problem } from "../../packages/errors";
import { cidrProblem } from "./cidr";
import type { EnvironmentInput } from "./schema";
import { applyRules, type Rule } from "./unchecked";

export const environmentProblems = (input: unknown): Problem[] => applyRules(rules, input);

const ownTags: readonly string[] = Object.values(tagKeys);
/** S3 objects take ten, other resources fifty. */
const mostTags = 10 - ownTags.length;

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

  function regionOfOpenPartition({ region }) {
    if (typeof region !== "string" || !/^([a-z]{2}-iso[a-z]?)-/.test(region)) return undefined;
    const allowed =
      'a region of AWS, of AWS in China or of GovCloud, such as "us-east-1": the isolated regions have other domains';
    return { path: "region", got: region, allowed };
  },
  function tagsBesideOurs({ tags }) {
    const keys = Object.keys(tags ?? {});
    const taken = keys.filter((key) => ownTags.includes(key));
    if (taken.length > 0) return { path: "tags", got: taken, allowed: "other keys: the platform sets these itself" };
    if (keys.length <= mostTags) return undefined;
    const allowed = `at most ${mostTags}: an S3 object takes ten, and the platform sets ${ownTags.length}`;
    return { path: "tags", got: keys, allowed };
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
