// Runs `npm start`, `npm stop` and all others: the table says what a command takes and which file runs it.
import { UserError } from "../packages/errors";
import { Interrupted, listenForInterrupts } from "../packages/process/interrupt";
import { findCommand, groups } from "./command-table";
import { helpOf, helpOfAll } from "./command-table/help";
import { parse } from "./command-table/parse";

const asksForHelp = (word: string | undefined): boolean => word === "--help" || word === "-h";

async function main(words: readonly string[]): Promise<number> {
  const [first, ...rest] = words;
  if (first === undefined || asksForHelp(first) || first === "help") {
    console.log(rest.length > 0 ? helpOf(findCommand(rest)[0]) : helpOfAll(groups));
    return first === undefined ? 1 : 0;
  }
  const [command, args] = findCommand(words);
  // Passed-on arguments may ask another program for its help.
  if (command.passesOn ? asksForHelp(args[0]) : args.some(asksForHelp)) {
    console.log(helpOf(command));
    return 0;
  }
  return command.act(await parse(command, args));
}

listenForInterrupts();
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof Interrupted) {
      process.stderr.write(`\n${error.message}\n`);
      process.exit(error.exitCode);
    }
    const message = error instanceof UserError ? error.message : `This is a bug:\n${(error as Error).stack}`;
    process.stderr.write(`\n${message}\n`);
    process.exit(1);
  },
);
