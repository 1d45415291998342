// The Python environment: what requirements.txt pins, exactly, in .venv.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../src/errors";
import { root, tools } from "../paths";
import { run } from "../process/run";
import { findUv, type UvOptions } from "./uv";

const requirements = join(root, "requirements.txt");

/** scikit-learn 1.2 has no wheels for Python 3.12, moto 5.2 needs 3.10. */
const versions = ["3.11", "3.10"];

/** A Python that uv has to fetch stays in the checkout too, unless the machine says where such things go. */
const env = { UV_PYTHON_INSTALL_DIR: join(tools, "python"), ...process.env };

export interface PythonOptions {
  /** The environment's folder. @default .venv */
  readonly venv?: string;
  /** Where to look for uv. */
  readonly uv?: UvOptions;
}

/** Makes or renews the environment; returns the version of its Python. */
export async function setUpPython(announce: (text: string) => void, options: PythonOptions = {}): Promise<string> {
  const { venv = join(root, ".venv") } = options;
  const python = join(venv, "bin", "python");
  const stamp = join(venv, "requirements.sha256");
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  const existing = await versionOf(python);
  if (existing && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return existing;

  const uv = await findUv(announce, options.uv);
  if (!versions.some((version) => existing?.startsWith(`${version}.`))) await create(uv, venv, announce);
  announce("installing the Python packages of requirements.txt (once)");
  const sync = ["pip", "sync", "--quiet", "--python", python, "--require-hashes", requirements];
  const { code, lines } = await run(uv, sync, { env });
  if (code !== 0) {
    throw new UserError(`uv could not install the Python packages of requirements.txt:\n${lines.slice(-8).join("\n")}`);
  }
  writeFileSync(stamp, wanted);
  return (await versionOf(python))!;
}

/** uv looks for each version on the machine, and fetches one where there is none. */
async function create(uv: string, venv: string, announce: (text: string) => void): Promise<void> {
  announce(`making a Python ${versions[0]} environment in .venv (once)`);
  const tried: string[] = [];
  for (const version of versions) {
    rmSync(venv, { recursive: true, force: true });
    const { code, lines } = await run(uv, ["venv", "--quiet", "--no-project", "--python", version, venv], { env });
    if (code === 0) return;
    tried.push(...lines.slice(-3));
  }
  throw new UserError(
    `Python ${versions.join(" or ")} is needed (scikit-learn 1.2 has no build for a newer one), and uv neither found nor could fetch one:\n` +
      `${tried.join("\n")}\nInstall Python ${versions[0]}: https://www.python.org/downloads (or let uv reach the network), then run this again.`,
  );
}

/** The version of an environment's Python, or undefined where there is none that starts. */
async function versionOf(python: string): Promise<string | undefined> {
  if (!existsSync(python)) return undefined;
  const { code, stdout } = await run(python, ["-c", "import platform; print(platform.python_version())"]);
  return code === 0 ? stdout.trim() : undefined;
}
