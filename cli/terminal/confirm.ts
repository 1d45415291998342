// Questions before a change. Without a terminal, a flag has to answer them in advance.
import { createInterface } from "node:readline/promises";
import { UserError } from "../../packages/errors";

export interface Question {
  /** Such as "Apply this?". */
  readonly text: string;
  /** Whether the answer was given on the command line. */
  readonly answered: boolean;
  /** What to add to the command if there is no terminal, such as "--yes". */
  readonly flag: string;
}

/** Whether the person agrees. Throws a UserError if there is neither a terminal nor the flag. */
export async function confirm({ text, answered, flag }: Question): Promise<boolean> {
  if (answered) return true;
  return /^y(es)?$/i.test(await ask(`${text} [y/N] `, flag));
}

/** Whether the person types exactly this word. */
export async function confirmByTyping(
  word: string,
  { text, answered, flag }: Question & { readonly answered: boolean },
): Promise<boolean> {
  if (answered) return true;
  return (await ask(`${text} `, flag)) === word;
}

async function ask(question: string, flag: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new UserError(`${question.trim()}\nThere is no terminal to answer on: add ${flag}. Nothing was changed.`);
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await lines.question(question)).trim();
  } finally {
    lines.close();
  }
}
