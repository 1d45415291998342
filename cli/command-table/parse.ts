// Parses the command line into a command's parameters. All problems are reported at once.
import type { Command as Commander } from "commander";
import { InvalidInputError, type Problem } from "../../packages/errors";
import { asCommander } from "./commander";
import { type Command, flagOf, invocationOf, type Parameter, Refusal, scriptOf, usageOf } from "./command";

/** The values by parameter name. Throws an InvalidInputError. */
export async function parse(command: Command, args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  if (command.passesOn) return { words: args };
  const problems: Problem[] = [];
  const { operands, options } = split(command, args, problems);
  const values: Record<string, unknown> = {};
  const read = async (name: string, path: string, parameter: Parameter<unknown>, texts: readonly string[]) => {
    const value = await parameter.read(texts, values);
    if (value instanceof Refusal) problems.push(...value.problems.map((problem) => ({ path, ...problem })));
    else values[name] = value;
  };
  for (const [name, argument] of Object.entries(command.arguments)) {
    const texts = argument.occurs === "often" ? operands.splice(0) : operands.splice(0, 1);
    await read(name, argument.placeholder!, argument, texts);
  }
  for (const word of operands) problems.push({ path: "argument", got: word, allowed: "nothing more" });
  for (const [name, option] of Object.entries(command.options)) {
    await read(name, flagOf(name, { ...option, placeholder: undefined }), option, options[name] ?? []);
  }
  problems.push(...takenByNpm(command, args), ...(await command.check(values)));
  if (problems.length > 0) throw usageError(command, problems);
  return values;
}

/** The positional words, and the texts of each option. A flag has none if absent, and an empty one if set. */
function split(command: Command, args: readonly string[], problems: Problem[]) {
  const commander = asCommander(command);
  const complete = withoutDangling(commander, args, problems);
  const { operands, unknown } = commander.parseOptions(complete);
  const flags = commander.options.map(({ long }) => long!);
  for (const word of unknown.filter(isOption)) {
    const [flag, value] = word.split(/=(.*)/s, 2) as [string, string?];
    if (flags.includes(flag)) {
      problems.push({ path: flag, got: value, allowed: "no value" });
      continue;
    }
    const allowed = flags.length > 0 ? flags.join(", ") : "none";
    problems.push({ path: "option", got: flag, allowed, candidates: flags });
  }
  const given = commander.opts<Record<string, string[] | boolean | undefined>>();
  const options = Object.fromEntries(
    Object.keys(command.options).map((name) => {
      // commander stores `--no-follow` as `follow: false`.
      const negated = /^no([A-Z].*)/.exec(name)?.[1];
      const texts = negated ? !given[negated[0]!.toLowerCase() + negated.slice(1)] : given[name];
      return [name, Array.isArray(texts) ? texts : texts ? [""] : []];
    }),
  );
  return { operands: [...operands, ...unknown.filter((word) => !isOption(word))], options };
}

/** commander ends the process if an option's value is missing. */
function withoutDangling(commander: Commander, args: readonly string[], problems: Problem[]): string[] {
  return args.filter((word, index) => {
    const option = args.slice(0, index).includes("--")
      ? undefined
      : commander.options.find(({ long }) => long === word);
    const next = args[index + 1];
    const dangling = option?.required && (next === undefined || commander.options.some(({ long }) => long === next));
    if (dangling) problems.push({ path: word, got: undefined, allowed: "a value after it" });
    return !dangling;
  });
}

/** `npm start --data FILE` passes `--data` to npm, and would start something other than intended. */
function takenByNpm(command: Command, args: readonly string[]): Problem[] {
  if (process.env.npm_lifecycle_event !== scriptOf(command)) return [];
  const flags = Object.entries(command.options).filter(([, { placeholder }]) => placeholder);
  return flags
    .map(([name, option]) => flagOf(name, { ...option, placeholder: undefined }))
    .filter((flag) => `npm_config_${flag.slice("--".length).replaceAll("-", "_")}` in process.env)
    .filter((flag) => !args.some((word) => word === flag || word.startsWith(`${flag}=`)))
    .map((flag) => ({
      path: flag,
      got: "an option of npm",
      allowed: `after "--": ${invocationOf(command)} -- ${flag} …`,
    }));
}

const isOption = (word: string): boolean => word.length > 1 && word.startsWith("-");

function usageError(command: Command, problems: readonly Problem[]): InvalidInputError {
  const error = new InvalidInputError(invocationOf(command), problems);
  error.message += `\n\nUsage: ${usageOf(command)}\nHelp:  ${invocationOf(command)} -- --help`;
  return error;
}
