// Dependencies: pinned, locked by hash, and updated only after a waiting period.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const root = join(__dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Update {
  readonly "package-ecosystem": string;
  readonly cooldown?: { readonly "default-days"?: number };
  readonly groups?: Readonly<Record<string, unknown>>;
  readonly ignore?: readonly { readonly "dependency-name": string }[];
}

const manifest = JSON.parse(read("package.json")) as Manifest;
const { updates } = parse(read(".github/dependabot.yml")) as { readonly updates: readonly Update[] };

it("every npm package has one exact version", () => {
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

it("no package runs a script when it is installed", () => {
  expect(read(".npmrc").split("\n")).toContain("ignore-scripts=true");
});

it.each(["requirements.txt", "policy/requirements.txt"])("%s: every package has its hash", (file) => {
  const entries = read(file).split(/\n(?=[a-z0-9])/i);
  expect(entries.length).toBeGreaterThan(50);
  expect(entries.filter((entry) => !entry.includes("--hash=sha256:"))).toEqual([]);
});

it("every npm package of this platform has its hash", () => {
  const { packages } = JSON.parse(read("package-lock.json")) as {
    readonly packages: Readonly<Record<string, { readonly integrity?: string; readonly [key: string]: unknown }>>;
  };
  const bundled = (path: string, entry: { readonly [key: string]: unknown }) =>
    entry.inBundle === true || path.startsWith("node_modules/cdktf/node_modules/");
  const without = Object.entries(packages).filter(
    ([path, entry]) => path !== "" && !entry.integrity && entry.optional !== true && !bundled(path, entry),
  );
  expect(without.map(([path]) => path)).toEqual([]);
});

it("no lockfile names the registry that somebody used", () => {
  expect(read("package-lock.json")).not.toMatch(/"resolved":/);
  for (const file of ["requirements.txt", "policy/requirements.txt"]) expect(read(file)).not.toMatch(/index-url/);
});

describe("updates", () => {
  it("are looked for wherever something is pinned", () => {
    expect(updates.map((update) => update["package-ecosystem"])).toEqual(["npm", "uv", "github-actions"]);
  });

  it("wait at least a week, and arrive in groups", () => {
    for (const { cooldown, groups } of updates) {
      expect(cooldown?.["default-days"]).toBeGreaterThanOrEqual(7);
      expect(Object.keys(groups ?? {})).not.toEqual([]);
    }
  });

  it("leave alone what has to match the container, and what the local AWS patches", () => {
    const ignored = updates.flatMap(({ ignore }) => ignore ?? []).map((entry) => entry["dependency-name"]);
    expect(ignored).toEqual(expect.arrayContaining(["scikit-learn", "numpy", "pandas", "moto", "cdktf"]));
  });
});
