// Terraform processes that work on a folder, whoever started them.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { descendants, type Process, processes, signal } from "../process/tree";

const isTerraform = ({ command }: Process): boolean => /^(\S*\/)?terraform(\s|$)/.test(command);

/** The ones whose working directory is the folder. */
export function terraformRunsIn(folder: string): Process[] {
  return processes().filter((process) => isTerraform(process) && workingDirectory(process.pid) === folder);
}

/** Whether a Terraform on this machine may work on a stack of an environment, in this checkout or in another. */
export function terraformMayWorkOn(environment: string, stack: string): boolean {
  return processes()
    .filter(isTerraform)
    .some(({ pid }) => {
      const folder = workingDirectory(pid);
      if (folder !== undefined && !folder.endsWith(join("stacks", stack))) return false;
      const workspace = variableOf(pid, "TF_WORKSPACE") ?? environmentOf(folder);
      return workspace === undefined || workspace === environment;
    });
}

/** The environment whose folder it is (cli/deploy/deployment.ts); that of plain cdktf serves all of them. */
function environmentOf(folder: string | undefined): string | undefined {
  return /\/environments\/([^/]+)\/stacks\/[^/]+$/.exec(folder ?? "")?.[1];
}

/** A variable that the process was started with; undefined also where the system does not tell. */
function variableOf(pid: number, name: string): string | undefined {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
    return variables.find((variable) => variable.startsWith(`${name}=`))?.slice(name.length + 1);
  } catch {
    return undefined;
  }
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
