// One room starts Terraform: lint catches a second one.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

jest.setTimeout(60_000);

const root = join(__dirname, "../..");
const eslint = join(root, "node_modules", "eslint", "bin", "eslint.js");

function messages(file: string, call: string): readonly string[] {
  const { stdout } = spawnSync(process.execPath, [eslint, "--stdin", "--stdin-filename", file, "--format", "json"], {
    cwd: root,
    encoding: "utf8",
    input: `${call}\n`,
  });
  const [result] = JSON.parse(stdout) as {
    readonly messages: { readonly ruleId: string; readonly message: string }[];
  }[];
  return result!.messages.filter(({ ruleId }) => ruleId === "no-restricted-syntax").map(({ message }) => message);
}

const message = "Terraform is started by packages/terraform/command.ts only: it knows logs, interrupts and locks.";

test.each([
  ["cli/deploy/planted.ts", 'run("terraform", ["plan"]);'],
  ["packages/plan-review/planted.ts", 'spawnSync("terraform", ["plan"]);'],
  ["tools/planted.ts", 'runInteractive("cdktf", ["deploy"], {});'],
])("%s may not", (file, call) => {
  expect(messages(file, call)).toEqual([message]);
});

test("packages/terraform/command.ts may", () => {
  expect(messages("packages/terraform/command.ts", 'run("terraform", ["plan"]);')).toEqual([]);
});
