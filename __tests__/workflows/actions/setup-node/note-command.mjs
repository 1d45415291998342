// Notes how a command of the project is called, and which variables it sees that matter.
import { existsSync, readFileSync } from "node:fs";
import { note } from "../note.mjs";
import { args, environment, name } from "./command-line.mjs";

const matters = /^(AWS_|GITHUB_TOKEN$|PLAN_DIGEST_KEY$)/;
const file = args.includes("--reviewed") ? args[args.indexOf("--reviewed") + 1] : undefined;
note("command", {
  name,
  args,
  environment,
  variables: Object.keys(process.env)
    .filter((variable) => matters.test(variable))
    .sort(),
  ...(file && { reviewed: existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null }),
});
