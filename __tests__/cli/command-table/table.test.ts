// The table itself: every command has a script, help, and a file that runs it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commands, findCommand, groups } from "../../../cli/command-table";
import { scriptOf, usageOf } from "../../../cli/command-table/command";
import { helpOf, helpOfAll } from "../../../cli/command-table/help";

const scripts = (
  JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8")) as { scripts: Record<string, string> }
).scripts;
const named = commands.map((command) => [command.name, command] as const);

test("package.json has a script for each command, and for nothing else that the table does not know", () => {
  const door = Object.entries(scripts).filter(([, script]) => script.startsWith("node cli/run.mjs"));
  const expected = commands.map((command) => [scriptOf(command), `node cli/run.mjs ${command.name}`]);
  expect(Object.fromEntries(door)).toEqual({
    cli: "node cli/run.mjs",
    help: "node cli/run.mjs help",
    ...Object.fromEntries(expected),
  });
});

test("no name stands twice", () => {
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
});

test.each(named)("%s: its help says how it is used and what each parameter means", (_, command) => {
  const help = helpOf(command).replaceAll(/\s+/g, " ");
  expect(help).toContain(`Usage: ${usageOf(command)} `);
  expect(help).toContain(command.summary);
  for (const { description } of [...Object.values(command.arguments), ...Object.values(command.options)]) {
    expect(help).toContain(description);
  }
});

test.each(named)("%s: its summary is one sentence of one line, without its full stop", (_, { summary }) => {
  expect(summary).toMatch(/^[A-Z][^\n]{10,85}[^.]$/);
});

test.each(named)("%s: its examples are commands of the table", (_, { name, examples }) => {
  for (const example of Object.keys(examples)) {
    const [, script = ""] = /^npm (?:run )?(\S+)/.exec(example) ?? [];
    expect(findCommand([script])[0].name).toBe(name);
  }
});

test("the help of all lists every command once, under its heading", () => {
  const help = helpOfAll(groups);
  for (const { summary } of commands) expect(help.split(summary)).toHaveLength(2);
  for (const { title } of groups) expect(help).toContain(title);
});

test("a command is found by one word, by two, and by the name of its script", () => {
  expect(findCommand(["deploy", "dev"])).toEqual([expect.objectContaining({ name: "deploy" }), ["dev"]]);
  expect(findCommand(["ci", "role", "dev"])).toEqual([expect.objectContaining({ name: "ci role" }), ["dev"]]);
  expect(findCommand(["ci:role", "dev"])).toEqual([expect.objectContaining({ name: "ci role" }), ["dev"]]);
});

test("an unknown command: what was meant, or the members of its family", () => {
  expect(() => findCommand(["deplyo"])).toThrow(
    '"deplyo" is not a command. Did you mean "deploy"? All commands: npm run help',
  );
  expect(() => findCommand(["frobnicate"])).toThrow('"frobnicate" is not a command. All commands: npm run help');
  expect(() => findCommand(["ci", "x"])).toThrow('Which one? "ci comment", "ci drift", "ci reviewed", "ci role"');
});
