// The PATH of every process that we start. The tools that setup installed come first, as the tested versions.
import { delimiter, dirname, join } from "node:path";
import { python, root, tools } from "../paths";

export function toolsPath(inherited = ""): string {
  return [join(root, "node_modules", ".bin"), join(tools, "terraform"), dirname(python), inherited].join(delimiter);
}
