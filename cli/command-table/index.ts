// The table of all commands. `npm run help` prints it, and package.json has a script for each of them.
import { nearest, UserError } from "../../packages/errors";
import type { Command } from "./command";
import { checks } from "./groups/checks";
import { environments } from "./groups/environments";
import { models } from "./groups/models";
import { thisMachine } from "./groups/this-machine";
import { workflows } from "./groups/workflows";

export interface Group {
  readonly title: string;
  readonly commands: readonly Command[];
}

export const groups: readonly Group[] = [
  { title: "On this machine", commands: thisMachine },
  { title: "Models and their runs", commands: models },
  { title: "Environments in accounts", commands: environments },
  { title: "Checks", commands: checks },
  { title: "For the workflows", commands: workflows },
];

export const commands: readonly Command[] = groups.flatMap((group) => group.commands);

/** The command named by the first words, and the words after it. Throws a UserError if there is none. */
export function findCommand(words: readonly string[]): readonly [command: Command, args: readonly string[]] {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(" ").replace(":", " ");
    const found = commands.find((one) => one.name === name);
    if (found) return [found, words.slice(length)];
  }
  const [first = ""] = words;
  const family = commands.map(({ name }) => name).filter((name) => name.startsWith(`${first} `));
  if (family.length > 0) throw new UserError(`Which one? ${family.map((name) => `"${name}"`).join(", ")}`);
  const meant = nearest(
    first,
    commands.map(({ name }) => name),
  );
  throw new UserError(
    `"${first}" is not a command.${meant ? ` Did you mean "${meant}"?` : ""} All commands: npm run help`,
  );
}
