// See bin/npm.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { note } from "../note.mjs";
import { replacedCommand } from "./replaced-command.mjs";

const { STAND_IN_CHECKOUT, STAND_IN_COMMANDS, TF_WORKSPACE } = process.env;
const [first, ...rest] = process.argv.slice(2);

if (first === "ci") linkPackages();
else process.exitCode = command();

function linkPackages() {
  for (const folder of ["node_modules", ".venv", ".tools"]) {
    if (!existsSync(`${STAND_IN_CHECKOUT}/${folder}`)) continue;
    rmSync(folder, { force: true });
    symlinkSync(`${STAND_IN_CHECKOUT}/${folder}`, folder);
  }
}

function command() {
  const [name, ...args] = first === "run" ? rest.filter((argument) => argument !== "--") : [first, ...rest];
  const environment = args.find((argument) => ["dev", "staging", "prod"].includes(argument)) ?? TF_WORKSPACE;
  const matters = /^(AWS_|GITHUB_TOKEN$|PLAN_DIGEST_KEY$)/;
  const variables = Object.keys(process.env)
    .filter((variable) => matters.test(variable))
    .sort();
  const file = args.includes("--reviewed") ? args[args.indexOf("--reviewed") + 1] : undefined;
  const reviewed = file && { reviewed: existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null };
  note("command", { name, args, environment, variables, ...reviewed });
  if (STAND_IN_COMMANDS.split(" ").includes(name)) return replacedCommand(name, args, environment);
  const script = JSON.parse(readFileSync("package.json", "utf8")).scripts[name];
  // As in npm: installed programs are on the PATH, and arguments are quoted.
  const PATH = `${process.cwd()}/node_modules/.bin:${process.env.PATH}`;
  const line = ["sh", ["-c", `${script} "$@"`, "npm", ...args], { stdio: "inherit", env: { ...process.env, PATH } }];
  return spawnSync(...line).status ?? 1;
}
