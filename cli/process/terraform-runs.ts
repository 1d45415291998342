// Terraform processes that work on a folder, whoever started them.
import { execFileSync } from "node:child_process";
import { existsSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { descendants, type Process, processes, signal } from "./tree";

const isTerraform = ({ command }: Process): boolean => /^(\S*\/)?terraform(\s|$)/.test(command);

/** The ones whose working directory is the folder. */
export function terraformRunsIn(folder: string): Process[] {
  return processes().filter((process) => isTerraform(process) && workingDirectory(process.pid) === folder);
}

/** Whether a Terraform on this machine may work on such a stack, in this checkout or in another. */
export function terraformMayWorkOn(stack: string): boolean {
  return processes()
    .filter(isTerraform)
    .map(({ pid }) => workingDirectory(pid))
    .some((folder) => folder === undefined || folder.endsWith(join("stacks", stack)));
}

/**
 * Ctrl-C for cdktf: it would end its Terraforms without letting them save. So they are told themselves, each once, also
 * those that cdktf starts meanwhile; cdktf then ends with its last one. Returns a function that stops looking.
 */
export function interruptTerraformOf(pid: number): () => void {
  const told = new Set<number>();
  const tell = () => {
    for (const process of descendants(pid).filter(isTerraform)) {
      if (!told.has(process.pid)) signal(process.pid, "SIGINT");
      told.add(process.pid);
    }
  };
  tell();
  const timer = setInterval(tell, 200);
  return () => clearInterval(timer);
}

function workingDirectory(pid: number): string | undefined {
  try {
    if (existsSync("/proc/self/cwd")) return readlinkSync(`/proc/${pid}/cwd`);
    const fields = execFileSync("lsof", ["-a", "-p", String(pid), "-d", "cwd", "-Fn"], { encoding: "utf8" });
    return /^n(.*)$/m.exec(fields)?.[1];
  } catch {
    // It ended while we looked.
    return undefined;
  }
}
