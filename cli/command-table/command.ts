// What a command is: its name, what it takes, and the file that does it. Parsing and help are made from this alone.
import type { Problem } from "../../packages/errors";

/** One argument or option. */
export interface Parameter<Value> {
  /** In usage and help, such as "ENV". Absent for an option that takes no value. */
  readonly placeholder?: string;
  readonly description: string;
  /** How often an argument is given. Options may always be left out. @default "once" */
  readonly occurs?: "once" | "maybe" | "often";
  /** From the texts of the command line, in order. `earlier`: what was read before, by the parameters' names. */
  readonly read: (texts: readonly string[], earlier: Earlier) => Awaitable<Value | Refusal>;
}

export type Earlier = Readonly<Record<string, unknown>>;
type Awaitable<Value> = Value | Promise<Value>;
type Parameters = Readonly<Record<string, Parameter<unknown>>>;
type Values<Given extends Parameters> = {
  readonly [Name in keyof Given]: Given[Name] extends Parameter<infer Value> ? Value : never;
};

/** What is wrong with the texts of a parameter; where is added by the parser. */
export class Refusal {
  constructor(readonly problems: readonly Omit<Problem, "path">[]) {}
}

export function refuse(got: unknown, allowed: string, candidates?: readonly string[]): Refusal {
  return new Refusal([{ got, allowed, candidates }]);
}

export interface Command {
  /** What follows `node cli/run.mjs`: one word, or two for a command of a family, such as "test unit". */
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** Command -> what it does. */
  readonly examples: Readonly<Record<string, string>>;
  readonly arguments: Parameters;
  /** By property name: `skipSynth` is `--skip-synth`. */
  readonly options: Parameters;
  /** Set where all that follows belongs to another program: nothing of it is read here. */
  readonly passesOn?: { readonly placeholder: string; readonly description: string };
  /** What is wrong although each parameter alone is right. Gets what could be read. */
  readonly check: (values: Earlier) => Promise<readonly Problem[]>;
  /** Does it, and returns the exit code. The code is loaded now: `npm stop` need not wait for what only others use. */
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

/** A command whose `run` takes exactly what its parameters read. */
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

/** A command that hands what follows to another program, untouched. */
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

/** The script of package.json that runs it. */
export function scriptOf({ name }: Pick<Command, "name">): string {
  return name.replace(" ", ":");
}

/** What a person types before what it takes: npm has short forms for three scripts. */
export function invocationOf(command: Pick<Command, "name">): string {
  const script = scriptOf(command);
  return ["start", "stop", "test"].includes(script) ? `npm ${script}` : `npm run ${script}`;
}

/** `ENV [STACK…] [--yes]`: what it takes. */
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
