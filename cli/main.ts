// `npm start`, `npm stop`, … arrive here: the command's name chooses the file that knows what to do.
import { UserError } from "../packages/errors";
import { Interrupted, listenForInterrupts } from "../packages/process/interrupt";

type Command = (args: string[]) => Promise<number>;

// Loaded on demand: `npm stop` need not wait for what only `npm start` uses.
const commands: Record<string, () => Promise<{ readonly run: Command }>> = {
  start: () => import("./commands/start.js"),
  stop: () => import("./commands/stop.js"),
  local: () => import("./commands/local.js"),
  bootstrap: () => import("./commands/bootstrap.js"),
  deploy: () => import("./commands/deploy.js"),
  diff: () => import("./commands/diff.js"),
  destroy: () => import("./commands/destroy.js"),
  output: () => import("./commands/output.js"),
  recover: () => import("./commands/recover.js"),
  smoke: () => import("./commands/smoke.js"),
  review: () => import("./commands/review.js"),
  cost: () => import("./commands/cost.js"),
  prices: () => import("./commands/prices.js"),
  policy: () => import("./commands/policy.js"),
  portability: () => import("./commands/portability.js"),
  ci: () => import("./commands/ci.js"),
  test: () => import("./commands/test.js"),
  bench: () => import("./commands/bench.js"),
  diagrams: () => import("./commands/diagrams.js"),
};

async function main([name, ...args]: string[]): Promise<number> {
  const load = Object.hasOwn(commands, name ?? "") && commands[name!];
  if (!load) {
    throw new UserError(
      `${name ? `"${name}" is no command` : "No command"}. Commands: ${Object.keys(commands).join(", ")}.`,
    );
  }
  return (await load()).run(args);
}

listenForInterrupts();
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof Interrupted) {
      process.stderr.write(`\n${error.message}\n`);
      process.exit(error.exitCode);
    }
    const told =
      error instanceof UserError ? error.message : `This is a defect of the project:\n${(error as Error).stack}`;
    process.stderr.write(`\n${told}\n`);
    process.exit(1);
  },
);
