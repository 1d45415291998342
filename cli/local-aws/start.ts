// Starts the local AWS as a process that outlives this command, and waits until it answers.
import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "../../packages/errors";
import exitCodes from "../../packages/local-aws/local_aws/exit-codes.json";
import { port, python, root, state } from "../paths";
import { pause } from "../../packages/process/interrupt";
import { signal } from "../../packages/process/tree";
import { answers, localAwsStatus } from "./health";
import { endOrphans } from "./stop";
import { readServerFile, type Server, serverLog } from "./server-file";

const patience = 60_000;

export interface Started {
  readonly server: Server;
  /** "started" with an empty state, "running" before, or "restarted" with the state that an earlier one saved. */
  readonly how: "started" | "running" | "restarted";
}

export async function startLocalAws(): Promise<Started> {
  const status = await localAwsStatus();
  if (status.kind === "running") return { server: status.server, how: "running" };
  if (status.kind === "silent") {
    throw new UserError(
      `The local AWS (process ${status.server.pid}) runs but does not answer at ${status.server.url}. ` +
        `End it with \`kill ${status.server.pid}\`, then run this again. Its log: ${relative(root, serverLog)}`,
    );
  }
  if (status.kind === "crashed") await endOrphans(status.server);
  const server = await launch();
  return { server, how: server.saved ? "restarted" : "started" };
}

async function launch(): Promise<Server> {
  // The server makes the folder private as well, but its log is written there before that.
  mkdirSync(state, { recursive: true, mode: 0o700 });
  // The log of the previous run may explain why it ended.
  if (existsSync(serverLog)) renameSync(serverLog, `${serverLog}.1`);
  const log = openSync(serverLog, "a", 0o600);
  const child = spawn(python, ["-m", "local_aws", "serve", "--state", state, "--port", port], {
    cwd: root,
    detached: true,
    stdio: ["ignore", log, log],
    env: serverEnvironment(),
  });
  closeSync(log);
  let exit: number | undefined;
  child.on("exit", (code) => (exit = code ?? -1));
  const deadline = Date.now() + patience;
  try {
    while (exit === undefined && Date.now() < deadline) {
      const server = readServerFile();
      if (server && server.pid === child.pid && (await answers(server))) {
        child.unref();
        return server;
      }
      await pause(100);
    }
  } catch (error) {
    signal(child.pid!, "SIGTERM");
    throw error;
  }
  if (exit === undefined) signal(child.pid!, "SIGTERM");
  throw new UserError(explain(exit));
}

function explain(exit: number | undefined): string {
  const lines = readFileSync(serverLog, "utf8").trim().split("\n");
  if (exit === exitCodes.portTaken) {
    return (
      `Port ${port} is taken by another program, so the local AWS cannot listen there.\n` +
      `End that program, or choose another port: LOCAL_AWS_PORT=5577 npm start`
    );
  }
  const what =
    exit === undefined ? `did not answer within ${patience / 1000} s` : `ended at once with exit code ${exit}`;
  return `The local AWS ${what}. The end of its log (${relative(root, serverLog)}):\n${lines.slice(-12).join("\n")}`;
}

/** It is a server, not a client: variables that redirect clients must not reach it. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|TF|MOTO)_/.test(name));
  return {
    ...Object.fromEntries(inherited),
    PYTHONPATH: join(root, "packages", "local-aws"),
    PYTHONUNBUFFERED: "1",
    // Where it is set, every start compiles all of moto again: a third of its time.
    PYTHONDONTWRITEBYTECODE: undefined,
  };
}
