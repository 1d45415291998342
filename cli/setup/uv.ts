// Finds uv, which creates the Python environment, on the PATH; otherwise installs a pinned version into .tools.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../packages/errors";
import { tools } from "../paths";
import { run } from "../../packages/process/run";
import { which } from "./which";

const pinned = join(__dirname, "uv.txt");

export interface UvOptions {
  /** Where to look for uv, and for a Python to install it with. @default the PATH */
  readonly path?: string;
  /** Where to install it. @default .tools/uv */
  readonly folder?: string;
}

/** The path of the program, ready to run. Calls `announce` before anything is downloaded. */
export async function findUv(announce: (text: string) => void, options: UvOptions = {}): Promise<string> {
  const { path, folder = join(tools, "uv") } = options;
  const onPath = which("uv", path);
  if (onPath && (await run(onPath, ["--version"])).code === 0) return onPath;
  const installed = join(folder, "bin", "uv");
  const stamp = join(folder, "pinned.sha256");
  const wanted = createHash("sha256").update(readFileSync(pinned)).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return installed;
  announce("installing uv, which makes the Python environment (once)");
  await install(folder, path);
  writeFileSync(stamp, wanted);
  return installed;
}

async function install(folder: string, path: string | undefined): Promise<void> {
  const python = which("python3", path) ?? which("python", path);
  if (!python) throw new UserError(explain("There is neither uv nor Python on the PATH."));
  // Complete or not at all. pip uses the machine's own settings: index, proxy and certificates.
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  const args = ["-m", "pip", "install", "--quiet", "--no-input", "--require-hashes", "--only-binary=:all:"];
  const { code, lines } = await run(python, [...args, "--target", draft, "-r", pinned]);
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new UserError(explain(`${python} could not install uv:\n${lines.slice(-5).join("\n")}`));
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
}

function explain(what: string): string {
  return `${what}\nInstall uv: https://docs.astral.sh/uv/getting-started/installation (it fetches the right Python by itself), then run this again.`;
}
