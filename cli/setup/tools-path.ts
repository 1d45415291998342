// The PATH of every process that we start: what setup installed goes first, as the versions that the project is tested with.
import { delimiter, dirname, join } from "node:path";
import { python, root, tools } from "../paths";

export function toolsPath(inherited = ""): string {
  return [join(root, "node_modules", ".bin"), join(tools, "terraform"), dirname(python), inherited].join(delimiter);
}
