import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../run";
import { descendants, isAlive, signal } from "../tree";

test("keeps exit code and lines, without colours, and logs them", async () => {
  const log = join(mkdtempSync(join(tmpdir(), "process-")), "logs", "run.log");
  const seen: string[] = [];
  const script = 'printf "\\033[31mred\\033[0m\\n"; echo oops >&2; exit 3';
  const { code, stdout, lines } = await run("sh", ["-c", script], { log, onLine: (line) => seen.push(line) });
  expect(code).toBe(3);
  expect(stdout).toBe("red");
  expect([...lines].sort()).toEqual(["oops", "red"]);
  expect([...seen].sort()).toEqual(["oops", "red"]);
  expect(readFileSync(log, "utf8").split("\n").sort()).toEqual(["", "oops", "red"]);
});

test("a program that does not exist has code 127", async () => {
  expect((await run("no-such-program", [])).code).toBe(127);
});

test("the family of a process, and its end", async () => {
  const child = run("sh", ["-c", "sleep 30 & wait"]);
  const sleep = () => descendants(process.pid).find(({ command }) => command === "sleep 30");
  while (!sleep()) await new Promise((done) => setTimeout(done, 20));
  const { pid, parent } = sleep()!;
  expect(isAlive(pid)).toBe(true);
  signal(pid, "SIGTERM");
  signal(parent, "SIGTERM");
  await child;
  expect(isAlive(pid)).toBe(false);
  // A second call does no harm.
  signal(pid, "SIGTERM");
});
