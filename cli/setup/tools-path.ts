// The PATH of every process that we start. Tools that setup installed come first: the project is tested with these
// versions.
import { delimiter, dirname, join } from "node:path";
import { python, root, tools } from "../paths";

export function toolsPath(inherited = ""): string {
  return [join(root, "node_modules", ".bin"), join(tools, "terraform"), dirname(python), inherited].join(delimiter);
}
