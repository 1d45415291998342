// Stops the local AWS, and makes sure that it and everything it started are gone.
import { descendants, isAlive, type Process, processes, signal } from "../../packages/process/tree";
import { readServerFile, type Server } from "./server-file";

const patience = 30_000;

/** Returns the processes that had to be killed because they did not end by themselves: normally none. */
export async function stopLocalAws(server: Server): Promise<readonly Process[]> {
  const family = [...processes().filter(({ pid }) => pid === server.pid), ...descendants(server.pid)];
  signal(server.pid, "SIGTERM");
  const stubborn = await waitForEnd(family, patience);
  for (const { pid } of stubborn) signal(pid, "SIGKILL");
  await waitForEnd(stubborn, patience);
  return [...stubborn, ...(await endOrphans(server))];
}

/** Jobs and endpoints of a server that crashed. */
export async function endOrphans(server = readServerFile()): Promise<readonly Process[]> {
  const folders = server?.processFolders ?? [];
  const orphans = processes().filter(({ command }) => folders.some((folder) => command.includes(`${folder}/`)));
  for (const { pid } of orphans) signal(pid, "SIGTERM");
  for (const { pid } of await waitForEnd(orphans, 5000)) signal(pid, "SIGKILL");
  return orphans;
}

async function waitForEnd(family: readonly Process[], milliseconds: number): Promise<readonly Process[]> {
  const deadline = Date.now() + milliseconds;
  let alive = family.filter(({ pid }) => isAlive(pid));
  while (alive.length > 0 && Date.now() < deadline) {
    await new Promise((done) => setTimeout(done, 50));
    alive = alive.filter(({ pid }) => isAlive(pid));
  }
  return alive;
}
