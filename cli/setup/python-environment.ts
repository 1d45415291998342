// Creates Python environments with uv: a Python that the packages have builds for, and exactly the pinned packages.
import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "../../packages/errors";
import { root, tools } from "../paths";
import { run } from "../../packages/process/run";

/** scikit-learn 1.2 has no wheels for Python 3.12, and moto 5.2 needs 3.10; the other packages work with these too. */
export const versions = ["3.11", "3.10"];

/** A Python that uv downloads also stays in the checkout, unless the machine sets another location. */
const env = { UV_PYTHON_INSTALL_DIR: join(tools, "python"), ...process.env };

export const pythonIn = (folder: string): string => join(folder, "bin", "python");

/**
 * Creates an empty environment in the folder, replacing whatever was there. uv looks for each version on the machine,
 * and downloads one if there is none.
 * @param why begins the error message: what needs which Python
 */
export async function createEnvironment(uv: string, folder: string, why: string): Promise<void> {
  const tried: string[] = [];
  for (const version of versions) {
    rmSync(folder, { recursive: true, force: true });
    const { code, lines } = await run(uv, ["venv", "--quiet", "--no-project", "--python", version, folder], { env });
    if (code === 0) return;
    tried.push(...lines.slice(-3));
  }
  throw new UserError(
    `${why}, and uv neither found nor could fetch one:\n` +
      `${tried.join("\n")}\nInstall Python ${versions[0]}: https://www.python.org/downloads (or let uv reach the network), then run this again.`,
  );
}

/** Makes the packages of an environment match a requirements file with hashes exactly. */
export async function syncPackages(uv: string, folder: string, requirements: string): Promise<void> {
  const args = ["pip", "sync", "--quiet", "--python", pythonIn(folder), "--require-hashes", requirements];
  const { code, lines } = await run(uv, args, { env });
  if (code === 0) return;
  throw new UserError(
    `uv could not install the Python packages of ${relative(root, requirements)}:\n${lines.slice(-8).join("\n")}`,
  );
}
