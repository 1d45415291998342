// cli/run.mjs in a separate project, with an npm that only records how it was called.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { scratch } from "../support/scratch";

const root = resolve(__dirname, "..", "..");
const lock = {
  packages: {
    "": {},
    "node_modules/one": { version: "1.0.0" },
    "node_modules/mac": { version: "2.0.0", optional: true },
  },
};

function project({ installed, engine = ">=20.19" }: { installed?: object; engine?: string }) {
  const folder = scratch();
  const put = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  put("package.json", JSON.stringify({ engines: { node: engine } }));
  put("package-lock.json", JSON.stringify(lock));
  if (installed) put("node_modules/.package-lock.json", JSON.stringify(installed));
  put("cli/main.ts", "console.log('main', process.argv.slice(2).join(' ')); process.exit(5);");
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(join(root, "node_modules", "tsx"), join(folder, "node_modules", "tsx"));
  copyFileSync(join(root, "cli", "run.mjs"), join(folder, "cli", "run.mjs"));
  put("bin/npm", `#!/bin/sh\necho "$@" >> "${folder}/npm-calls"\n`);
  chmodSync(join(folder, "bin", "npm"), 0o755);
  const run = () => {
    const env = {
      ...process.env,
      PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH}`,
      npm_execpath: undefined,
    };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, "cli", "run.mjs"), "start", "--x"], {
      env,
      encoding: "utf8",
    });
    const calls = join(folder, "npm-calls");
    return { status, stdout, stderr, npm: existsSync(calls) ? readFileSync(calls, "utf8") : "" };
  };
  return { run };
}

const current = { packages: { "node_modules/one": { version: "1.0.0" } } };

test("everything is installed: npm is not asked, arguments and exit code are handed on", () => {
  expect(project({ installed: current }).run()).toEqual({ status: 5, stdout: "main start --x\n", stderr: "", npm: "" });
});

test.each([
  ["missing", undefined],
  ["older than the lockfile", { packages: { "node_modules/one": { version: "0.9.0" } } }],
  ["incomplete", { packages: {} }],
])("packages that are %s are installed from the lockfile", (_, installed) => {
  const { npm, stdout, status } = project({ installed }).run();
  expect(npm).toBe("ci --no-audit --no-fund --loglevel=error\n");
  expect(stdout).toContain("Installing the npm packages of package-lock.json (once) …\nmain start --x\n");
  expect(status).toBe(5);
});

test("a Node that is too old: which one it is, and which one is needed", () => {
  const { status, stderr } = project({ installed: current, engine: ">=99.1" }).run();
  expect(status).toBe(1);
  expect(stderr).toBe(
    `This is Node ${process.versions.node}; Node 99.1 or newer is needed. Install it: https://nodejs.org\n`,
  );
});
