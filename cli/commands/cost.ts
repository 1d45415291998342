// `npm run cost -- ENV`: what an environment costs in a month, before it is deployed and without an account.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type EnvironmentName, environmentNames } from "../../src/environments";
import { UserError } from "../../packages/errors";
import { estimateEnvironment } from "../cost/environment";
import { report } from "../../packages/cost/report";

const usage = `npm run cost -- ENV [--usage FILE] [--json], where ENV is ${environmentNames.join(", ")}`;

export async function run(args: string[]): Promise<number> {
  const { environment, usageFile, asJson } = parse(args);
  const estimate = await estimateEnvironment(environment, usageFile);
  console.log(asJson ? JSON.stringify(estimate, null, 2) : report(estimate));
  return 0;
}

function parse(args: string[]) {
  const { values, positionals } = parsed(args);
  const [name, ...more] = positionals;
  const environment = environmentNames.find((known) => known === name);
  if (!environment || more.length > 0) {
    const got =
      more.length > 0
        ? `Too many names: ${positionals.join(" ")}.`
        : name
          ? `"${name}" is no environment.`
          : "Which environment?";
    throw new UserError(`${got} Usage: ${usage}`);
  }
  // npm changes to the project's root; a path is meant from where the person is.
  const usageFile = values.usage === undefined ? undefined : resolve(process.env.INIT_CWD ?? ".", values.usage);
  return { environment: environment satisfies EnvironmentName, usageFile, asJson: values.json };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { usage: { type: "string" }, json: { type: "boolean", default: false } },
    });
  } catch (error) {
    throw new UserError(`${(error as Error).message.replace(/\.$/, "")}. Usage: ${usage}`);
  }
}
