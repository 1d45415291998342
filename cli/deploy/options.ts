// What `npm run deploy -- ENV [STACK…] [--flag [VALUE]]` and its siblings are given.
import { parseArgs } from "node:util";
import { type EnvironmentName, environmentNames } from "../../src/environments";
import { InvalidInputError, type Problem, UserError } from "../../packages/errors";
import { type Stack, stacks as allStacks } from "./synthesized";

export interface CommandLine {
  readonly name: EnvironmentName;
  /** In the order of deployment; all of them when none is named. */
  readonly stacks: readonly Stack[];
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
}

export interface Syntax {
  readonly usage: string;
  /** Flag -> whether it takes a value. @default none */
  readonly flags?: Readonly<Record<string, "boolean" | "string">>;
  /** @default false */
  readonly takesStacks?: boolean;
}

const deployable = environmentNames.filter((name) => name !== "local");

/** Throws a UserError with everything that is wrong. */
export function parseCommandLine(
  args: readonly string[],
  { usage, flags = {}, takesStacks = false }: Syntax,
): CommandLine {
  const options = Object.fromEntries(Object.entries(flags).map(([flag, type]) => [flag, { type }]));
  const { values, positionals } = parse(args, options, usage);
  const [name, ...named] = positionals;
  const problems: Problem[] = [];
  const found = deployable.find((candidate) => candidate === name);
  if (!found) problems.push({ path: "ENV", got: name, allowed: allowedEnvironments(name) });
  const unknown = takesStacks ? named.filter((stack) => !allStacks.some((known) => known === stack)) : named;
  for (const stack of unknown) {
    problems.push({ path: "STACK", got: stack, allowed: takesStacks ? allStacks.join(", ") : "none" });
  }
  if (problems.length > 0) throw new InvalidInputError(`Usage: ${usage}\nThe command line is not valid`, problems);
  return {
    name: found!,
    stacks: allStacks.filter((stack) => named.length === 0 || named.includes(stack)),
    flags: values,
  };
}

/** The environment that a lone argument names. Throws a UserError. */
export function deployableName(name: string | undefined, usage: string): EnvironmentName {
  return parseCommandLine(name === undefined ? [] : [name], { usage }).name;
}

function parse(args: readonly string[], options: Record<string, { type: "boolean" | "string" }>, usage: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UserError(`${(error as Error).message.split(". ")[0]}.\nUsage: ${usage}`);
  }
}

function allowedEnvironments(got: string | undefined): string {
  const list = deployable.join(", ");
  return got === "local" ? `${list} (local is for \`npm start\` and \`npm stop\`)` : list;
}
