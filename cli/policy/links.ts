// Finds the page that describes a checkov check. Offline, checkov has no links, but its package contains the checks.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Check } from "./checkov";

export const docs = "docs/how-to/suppress-a-check.md";

const repository = "https://github.com/bridgecrewio/checkov";

/** @param python the interpreter with checkov @param version of checkov */
export function checkSources(python: string, version: string): (check: Check) => string {
  const packages = packagesOf(python);
  const base = `${repository}/blob/${version}`;
  return ({ check_class: name, check_id: id }) => {
    // Python checks are separate modules; the others are JSON or YAML files that one class runs.
    if (name.includes(".checks.")) return `${base}/${name.replaceAll(".", "/")}.py`;
    const file = packages && fileOf(join(packages, "checkov", "terraform", "checks", "graph_checks"), id);
    if (!file) return `${repository}/search?q=${id}`;
    const path = relative(packages, file).split(sep).join("/");
    // They are written as YAML and packaged as JSON.
    return `${base}/${path.replace(/\.json$/, ".yaml")}`;
  };
}

/** lib/python3.x/site-packages next to bin/python. */
function packagesOf(python: string): string | undefined {
  const lib = join(dirname(dirname(python)), "lib");
  const version = readdirSync(lib).find((name) => name.startsWith("python3"));
  return version && join(lib, version, "site-packages");
}

function fileOf(folder: string, id: string): string | undefined {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .find((file) => readFileSync(file, "utf8").includes(`"${id}"`));
}
