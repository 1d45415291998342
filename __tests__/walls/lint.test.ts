// What eslint refuses besides the walls, planted in a small project with the same settings, where types load fast.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { scratch } from "../support/scratch";

jest.setTimeout(120_000);

/** File -> lines, each with the rules that it violates. */
const planted: Readonly<Record<string, readonly (readonly [line: string, ...rules: string[]])[]>> = {
  "cli/promises.ts": [
    ["declare function work(): Promise<boolean>;"],
    ["work();", "@typescript-eslint/no-floating-promises"],
    ["void work();"],
    ["if (work()) void 0;", "@typescript-eslint/no-misused-promises"],
    ["export const all = async (): Promise<number> => await 1;", "@typescript-eslint/await-thenable"],
  ],
  "cli/cases.ts": [
    ['declare const kind: "a" | "b";'],
    ["switch (kind) {", "@typescript-eslint/switch-exhaustiveness-check"],
    ['  case "a":'],
    ["}"],
    ["export const known = kind as typeof kind;", "@typescript-eslint/no-unnecessary-type-assertion"],
  ],
  "stacks/storage.ts": [
    ['import { S3Bucket } from "@cdktf/provider-aws";', "no-restricted-imports"],
    ['import { Token } from "cdktf/lib/tokens";', "no-restricted-imports"],
    ['import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";'],
    ["export const path = process.env.PATH;", "no-restricted-syntax"],
    ["export class Some { constructor(n: string) { new KmsKey(this, `${n}Key`); } }", "no-restricted-syntax"],
    ["export const kept = [S3Bucket, Token];"],
  ],
  "cli/deploy/planted.ts": [['run("terraform", ["plan"]);', "no-restricted-syntax"]],
  "packages/plan-review/planted.ts": [['spawnSync("terraform", ["plan"]);', "no-restricted-syntax"]],
  "tools/planted.ts": [['runInteractive("cdktf", ["deploy"], {});', "no-restricted-syntax"]],
  "packages/terraform/command.ts": [['run("terraform", ["plan"]);']],
};

interface Result {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string; readonly message: string; readonly line: number }[];
}

const root = join(__dirname, "../..");
const folder = scratch();
let results: ReadonlyMap<string, Result["messages"]>;

beforeAll(() => {
  copyFileSync(join(root, "eslint.config.mjs"), join(folder, "eslint.config.mjs"));
  // Nothing else of node_modules: the types of the AWS provider's index, planted above, would take ten seconds.
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "node_modules", "typescript-eslint"), join(folder, "node_modules", "typescript-eslint"));
  writeFileSync(join(folder, "tsconfig.json"), '{ "compilerOptions": { "strict": true, "types": [] } }');
  for (const [file, lines] of Object.entries(planted)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), lines.map(([line]) => `${line}\n`).join(""));
  }
  const program = join(root, "node_modules", "eslint", "bin", "eslint.js");
  const { stdout, stderr } = spawnSync(process.execPath, [program, "--format", "json", "."], {
    cwd: folder,
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  const files = JSON.parse(stdout) as readonly Result[];
  results = new Map(files.map(({ filePath, messages }) => [relative(folder, filePath), messages]));
});

const cases = Object.entries(planted).flatMap(([file, lines]) =>
  lines.map(([line, ...rules], index) => ({ file, line, rules, number: index + 1 })),
);

it.each(cases)("$file: $line", ({ file, rules, number }) => {
  const found = results.get(file)!.filter(({ line }) => line === number);
  expect(found.map(({ ruleId }) => ruleId)).toEqual(rules);
});

it("says who may start Terraform", () => {
  expect(results.get("cli/deploy/planted.ts")!.map(({ message }) => message)).toEqual([
    "Terraform is started by packages/terraform/command.ts only: it knows logs, interrupts and locks.",
  ]);
});
