// Finds the Terraform processes on this machine, whatever started them.
import { type Process, processes, variableOf, workingDirectory } from "../process/tree";

export interface TerraformRun {
  readonly pid: number;
  /** Its working directory; undefined if the system does not say. */
  readonly folder: string | undefined;
  /** The TF_WORKSPACE it was started with; undefined also if the system does not say. */
  readonly workspace: string | undefined;
}

const isTerraform = ({ command }: Process): boolean => /^(\S*\/)?terraform(\s|$)/.test(command);

export function terraformRuns(): TerraformRun[] {
  return processes()
    .filter(isTerraform)
    .map(({ pid }) => ({ pid, folder: workingDirectory(pid), workspace: variableOf(pid, "TF_WORKSPACE") }));
}

/** The processes whose working directory is the folder. */
export function terraformRunsIn(folder: string): TerraformRun[] {
  return terraformRuns().filter((run) => run.folder === folder);
}
