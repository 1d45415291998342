// Which settings a run's input may override, and the values allowed for each.
import type { RunSettings } from "../../../contracts/run";
import { paths } from "../../../contracts/state-paths";
import type { ModelScope } from "../../scope";
import { all, any, type Condition, isNumberFrom, isPresent, isText, matches, matchesAny, not } from "../asl";
import { overridableFamilies } from "../instance-types";

export interface OverrideCheck {
  readonly name: keyof RunSettings;
  readonly allowed: string;
  /** True if the override is present and not allowed. */
  readonly wrong: Condition;
}

export function overrideChecks({ servedName, otherNamesPrefix }: ModelScope): OverrideCheck[] {
  const check = (name: keyof RunSettings, allowed: string, right: (path: string) => Condition): OverrideCheck => {
    const path = paths.override(name);
    return { name, allowed, wrong: all(isPresent(path), not(right(path))) };
  };
  const instanceTypes = overridableFamilies.map((family) => `ml.${family}.*`);
  const instances = `an instance type such as ml.m5.xlarge, of the families ${overridableFamilies.join(", ")}`;
  const served = `${servedName}, or a name that begins with ${otherNamesPrefix}`;
  const isServed = (path: string) => any(isText(path, servedName), matches(path, `${otherNamesPrefix}*`));
  return [
    check("processingInstanceType", instances, (path) => matchesAny(path, instanceTypes)),
    check("trainingInstanceType", instances, (path) => matchesAny(path, instanceTypes)),
    check("threshold", "a number from 0 to 1", (path) => isNumberFrom(path, 0, 1)),
    check("endpointName", served, isServed),
    check("modelPackageGroupName", served, isServed),
  ];
}

/** For a path that is present. */
export function notAnObject(path: string): Condition {
  const types = ["IsString", "IsNumeric", "IsBoolean", "IsNull"];
  return any(isPresent(`${path}[0]`), ...types.map((type) => ({ Variable: path, [type]: true })));
}
