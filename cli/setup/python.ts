// The project's Python environment, .venv: exactly what requirements.txt pins.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../paths";
import { run } from "../../packages/process/run";
import { createEnvironment, pythonIn, syncPackages, versions } from "./python-environment";
import { findUv, type UvOptions } from "./uv";

const requirements = join(root, "requirements.txt");

export interface PythonOptions {
  /** The environment's folder. @default .venv */
  readonly venv?: string;
  /** Where to look for uv. */
  readonly uv?: UvOptions;
}

/** Creates or updates the environment; returns the version of its Python. */
export async function setUpPython(announce: (text: string) => void, options: PythonOptions = {}): Promise<string> {
  const { venv = join(root, ".venv") } = options;
  const python = pythonIn(venv);
  const stamp = join(venv, "requirements.sha256");
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  const existing = await versionOf(python);
  if (existing && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return existing;

  const uv = await findUv(announce, options.uv);
  if (!versions.some((version) => existing?.startsWith(`${version}.`))) {
    announce(`making a Python ${versions[0]} environment in .venv (once)`);
    const why = `Python ${versions.join(" or ")} is needed (scikit-learn 1.2 has no build for a newer one)`;
    await createEnvironment(uv, venv, why);
  }
  announce("installing the Python packages of requirements.txt (once)");
  await syncPackages(uv, venv, requirements);
  await compile(python);
  writeFileSync(stamp, wanted);
  return (await versionOf(python))!;
}

/**
 * Compiles what jobs and endpoints import. As in AWS's container, they write no bytecode themselves, so each process would
 * compile it again, which takes it a second or two.
 */
async function compile(python: string): Promise<void> {
  const { stdout } = await run(python, ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]);
  const folders = ["joblib", "numpy", "pandas", "scipy", "sklearn"].map((name) => join(stdout.trim(), name));
  await run(python, ["-m", "compileall", "-q", "-j", "0", "-x", "/tests?/", ...folders]);
}

/** The version of an environment's Python; undefined if it has none that starts. */
async function versionOf(python: string): Promise<string | undefined> {
  if (!existsSync(python)) return undefined;
  const { code, stdout } = await run(python, ["-c", "import platform; print(platform.python_version())"]);
  return code === 0 ? stdout.trim() : undefined;
}
