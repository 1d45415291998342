// Environments for tests: the committed ones, changed where a test needs it.
import { environmentByName, type Environment, type EnvironmentName } from "../../src/environments";

export function environment(name: EnvironmentName, changes: Partial<Environment> = {}): Environment {
  return { ...environmentByName(name), ...changes };
}
