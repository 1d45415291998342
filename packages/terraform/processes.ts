// The Terraform processes of this machine, whoever started them.
import { type Process, processes, variableOf, workingDirectory } from "../process/tree";

export interface TerraformRun {
  readonly pid: number;
  /** Its working directory; undefined where the system does not tell. */
  readonly folder: string | undefined;
  /** The TF_WORKSPACE that it was started with; undefined also where the system does not tell. */
  readonly workspace: string | undefined;
}

const isTerraform = ({ command }: Process): boolean => /^(\S*\/)?terraform(\s|$)/.test(command);

export function terraformRuns(): TerraformRun[] {
  return processes()
    .filter(isTerraform)
    .map(({ pid }) => ({ pid, folder: workingDirectory(pid), workspace: variableOf(pid, "TF_WORKSPACE") }));
}

/** The ones whose working directory is the folder. */
export function terraformRunsIn(folder: string): TerraformRun[] {
  return terraformRuns().filter((run) => run.folder === folder);
}
