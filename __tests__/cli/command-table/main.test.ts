// cli/main.ts as a separate process, as an operator runs it.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../../..");

function cli(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "cli/main.ts", ...args], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("help lists the commands", () => {
  const { status, stdout, stderr } = cli("help");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/npm start {2,}Brings the platform up/);
}, 30_000);

test.each([
  ["help", "deploy"],
  ["deploy", "dev", "--help"],
])(
  "%s %s: the help of one command, and nothing is done",
  (...args) => {
    const { status, stdout } = cli(...args);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: npm run deploy -- ENV \[STACK…\] /);
  },
  30_000,
);

test("a mistake ends with a sentence, exit code 1, and no stack trace", () => {
  expect(cli("deplyo")).toEqual({
    status: 1,
    stdout: "",
    stderr: '\n"deplyo" is not a command. Did you mean "deploy"? All commands: npm run help\n',
  });
  const { status, stderr } = cli("cost", "prd");
  expect(status).toBe(1);
  expect(stderr).toContain('ENV: got "prd"; allowed: local, dev, staging, prod (did you mean "prod"?)');
  expect(stderr).not.toMatch(/^\s+at /m);
}, 30_000);
