// The entry point of every npm script. Needs only Node: installs the npm packages if they are missing or stale, then
// runs cli/main.ts with the same arguments, signals and exit code.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const json = (file) => JSON.parse(readFileSync(join(root, file), "utf8"));

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function checkMachine() {
  if (process.platform === "win32")
    fail("Windows is not supported as it is. Run this inside WSL 2, where it is Linux.");
  const wanted = json("package.json").engines.node.replace(">=", "");
  const [have, need] = [process.versions.node, wanted].map((version) => version.split(".").map(Number));
  const difference = need.map((number, index) => have[index] - number).find((number) => number !== 0) ?? 0;
  if (difference < 0) {
    fail(`This is Node ${process.versions.node}; Node ${wanted} or newer is needed. Install it: https://nodejs.org`);
  }
}

/** npm records what it installed; optional packages and those for other platforms may be absent. */
function packagesAreCurrent() {
  const installed = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  const have = json("node_modules/.package-lock.json").packages;
  return Object.entries(json("package-lock.json").packages).every(
    ([path, { version, optional }]) => path === "" || optional || have[path]?.version === version,
  );
}

function installPackages() {
  process.stdout.write("Installing the npm packages of package-lock.json (once) …\n");
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const { status, error } = spawnSync(command, [...first, "ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (error?.code === "ENOENT") fail("npm is not on the PATH. It comes with Node: https://nodejs.org");
  if (status !== 0) fail("npm could not install the packages: see its message above. Nothing else was started.");
}

checkMachine();
if (!packagesAreCurrent()) installPackages();

const child = spawn(process.execPath, ["--import", "tsx", join(root, "cli", "main.ts"), ...process.argv.slice(2)], {
  stdio: "inherit",
  // The AWS SDK warns years ahead about the Node version it will need; package.json says which one this version needs.
  env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  // tsx looks up its settings, and Node looks up tsx, in the working directory.
  cwd: root,
});
// A terminal sends Ctrl-C to the child too; the child counts only the first.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
