import { confirm, confirmByTyping } from "../../../cli/terminal/confirm";

const question = { text: "Apply this to dev?", flag: "--yes" };

beforeEach(() => Object.defineProperty(process.stdin, "isTTY", { value: false, configurable: true }));

it("does not ask what was answered on the command line", async () => {
  await expect(confirm({ ...question, answered: true })).resolves.toBe(true);
  await expect(confirmByTyping("dev", { ...question, answered: true })).resolves.toBe(true);
});

it("says which flag answers where nobody can", async () => {
  await expect(confirm({ ...question, answered: false })).rejects.toThrow(
    "Apply this to dev? [y/N]\nThere is no terminal to answer on: add --yes. Nothing was changed.",
  );
});
