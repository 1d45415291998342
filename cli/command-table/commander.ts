// Turns the table's commands into commander's, which parses the options and formats the help.
import { Command as Commander, Option } from "commander";
import { type Command, flagOf, invocationOf, parametersOf } from "./command";

/** Collects every value of an option; the parameter decides whether several are allowed. */
export function asCommander(command: Command): Commander {
  const { arguments: positional, options, passesOn, summary } = command;
  const made = new Commander(invocationOf(command));
  const parameters = parametersOf(command);
  made.usage(parameters ? `-- ${parameters}` : "").description(`${summary}.`);
  for (const { placeholder, description } of Object.values(positional)) made.argument(`[${placeholder}]`, description);
  if (passesOn) made.argument(`[${passesOn.placeholder}]`, passesOn.description);
  for (const [name, parameter] of Object.entries(options)) {
    const option = new Option(flagOf(name, parameter).replace(/ (.+)$/, " <$1>"), parameter.description);
    if (parameter.placeholder) option.argParser((text, all: string[] = []) => [...all, text]);
    made.addOption(option);
  }
  return made.helpOption("--help", "shows this").configureHelp({
    argumentTerm: (argument) => argument.name(),
    optionTerm: ({ flags }) => flags.replace(/[<>]/g, ""),
  });
}
