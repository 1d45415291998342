// Checks the name of a model, and suggests one for a file.
import { basename } from "node:path";
import { modelNamePattern } from "../../contracts/names";
import { jobNameProblem } from "../../contracts/steps";
import { environmentNames } from "../../src/environments";

/** What would be valid instead of the name; undefined if the name is valid. */
export function modelNameProblem(name: string, environments: readonly string[] = environmentNames): string | undefined {
  if (!modelNamePattern.test(name)) {
    return 'lower-case letters, digits and single hyphens, beginning with a letter, such as "machine-failure"';
  }
  return environments.map((environment) => jobNameProblem(environment, name)).find((problem) => problem !== undefined);
}

/** `House Prices (2).csv` -> `house-prices-2`: a name for the local environment. */
export function modelNameOf(file: string): string {
  const words = basename(file)
    .replace(/\.csv$/i, "")
    .normalize("NFKD")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  let name = (words ?? ["data"]).join("-");
  if (!/^[a-z]/.test(name)) name = `data-${name}`;
  while (modelNameProblem(name, ["local"]) !== undefined) name = name.slice(0, -1).replace(/-$/, "");
  return name;
}
