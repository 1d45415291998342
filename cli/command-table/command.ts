// Defines a command: its name, its parameters, and the file that runs it. Parsing and help are derived from this alone.
import type { Problem } from "../../packages/errors";

/** An argument or option. */
export interface Parameter<Value> {
  /** As shown in usage and help, such as "ENV". Absent for an option without a value. */
  readonly placeholder?: string;
  readonly description: string;
  /** How often an argument may be given. Options are never required. @default "once" */
  readonly occurs?: "once" | "maybe" | "often";
  /** Reads the texts of the command line, in order. `earlier`: the values read before, by parameter name. */
  readonly read: (texts: readonly string[], earlier: Earlier) => Awaitable<Value | Refusal>;
}

export type Earlier = Readonly<Record<string, unknown>>;
type Awaitable<Value> = Value | Promise<Value>;
type Parameters = Readonly<Record<string, Parameter<unknown>>>;
type Values<Given extends Parameters> = {
  readonly [Name in keyof Given]: Given[Name] extends Parameter<infer Value> ? Value : never;
};

/** A problem with the texts of a parameter; the parser adds which parameter it was. */
export class Refusal {
  constructor(readonly problems: readonly Omit<Problem, "path">[]) {}
}

export function refuse(got: unknown, allowed: string, candidates?: readonly string[]): Refusal {
  return new Refusal([{ got, allowed, candidates }]);
}

export interface Command {
  /** The words after `node cli/run.mjs`: one, or two for a command of a family, such as "test unit". */
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** Command -> what it does, as an example. */
  readonly examples: Readonly<Record<string, string>>;
  readonly arguments: Parameters;
  /** By property name: `skipSynth` is `--skip-synth`. */
  readonly options: Parameters;
  /** Set if everything that follows belongs to another program and is not parsed here. */
  readonly passesOn?: { readonly placeholder: string; readonly description: string };
  /** Problems of a combination whose parameters are each valid. Gets the parameters that could be read. */
  readonly check: (values: Earlier) => Promise<readonly Problem[]>;
  /**
   * Runs the command and returns the exit code. Only this loads its code, so that no command waits for that of another.
   */
  readonly act: (values: Earlier) => Promise<number>;
}

export interface Declaration<Arguments extends Parameters, Options extends Parameters> {
  readonly name: string;
  readonly summary: string;
  readonly examples?: Command["examples"];
  readonly arguments?: Arguments;
  readonly options?: Options;
  readonly check?: (values: Partial<Values<Arguments & Options>>) => Promise<readonly Problem[]>;
  readonly load: () => Promise<{ readonly run: (values: Values<Arguments & Options>) => Promise<number> }>;
}

/** A command whose `run` takes exactly the values that its parameters read. */
export function command<Arguments extends Parameters, Options extends Parameters>(
  declaration: Declaration<Arguments, Options>,
): Command {
  type All = Values<Arguments & Options>;
  const { name, summary, examples = {}, check, load } = declaration;
  return {
    name,
    summary,
    examples,
    arguments: declaration.arguments ?? {},
    options: declaration.options ?? {},
    check: async (values) => (check ? check(values as Partial<All>) : []),
    act: async (values) => (await load()).run(values as All),
  };
}

/** A command that passes what follows to another program unchanged. */
export function passingOn(declaration: {
  readonly name: string;
  readonly summary: string;
  readonly examples?: Command["examples"];
  readonly passesOn: NonNullable<Command["passesOn"]>;
  readonly load: () => Promise<{ readonly run: (values: { readonly words: readonly string[] }) => Promise<number> }>;
}): Command {
  const { load, examples = {}, ...rest } = declaration;
  return {
    ...rest,
    examples,
    arguments: {},
    options: {},
    check: async () => [],
    act: async (values) => (await load()).run(values as { readonly words: readonly string[] }),
  };
}

/** The script in package.json that runs it. */
export function scriptOf({ name }: Pick<Command, "name">): string {
  return name.replace(" ", ":");
}

/** What a person types before the parameters: npm has short forms for three scripts. */
export function invocationOf(command: Pick<Command, "name">): string {
  const script = scriptOf(command);
  return ["start", "stop", "test"].includes(script) ? `npm ${script}` : `npm run ${script}`;
}

/** The parameters, as in `ENV [STACK…] [--yes]`. */
export function parametersOf({ arguments: positional, options, passesOn }: Command): string {
  const words = Object.values(positional).map(({ placeholder, occurs = "once" }) => {
    if (occurs === "often") return `[${placeholder}…]`;
    return occurs === "maybe" ? `[${placeholder}]` : placeholder!;
  });
  const flags = Object.entries(options).map(([name, option]) => `[${flagOf(name, option)}]`);
  return [...words, ...flags, ...(passesOn ? [passesOn.placeholder] : [])].join(" ");
}

/** `npm run deploy -- ENV [STACK…] [--yes]` */
export function usageOf(command: Command): string {
  const parameters = parametersOf(command);
  return parameters ? `${invocationOf(command)} -- ${parameters}` : invocationOf(command);
}

/** `--reviewed FILE` */
export function flagOf(name: string, { placeholder }: Parameter<unknown>): string {
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return placeholder ? `${flag} ${placeholder}` : flag;
}
