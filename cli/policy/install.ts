// Installs checkov into its own Python environment, .tools/checkov, as pinned in policy/requirements.txt.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, tools } from "../paths";
import { createEnvironment, pythonIn, syncPackages, versions } from "../setup/python-environment";
import { findUv } from "../setup/uv";

const requirements = join(root, "policy", "requirements.txt");

/** The interpreter with checkov. An existing installation is only checked. */
export async function installCheckov(
  announce: (text: string) => void,
  folder = join(tools, "checkov"),
): Promise<string> {
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  const isThere = () => existsSync(stampIn(folder)) && readFileSync(stampIn(folder), "utf8") === wanted;
  if (!isThere()) {
    const uv = await findUv(announce);
    announce("installing checkov, which policy/requirements.txt pins (once)");
    // Complete or not at all, even if two commands do this at once: the first installation is kept.
    const draft = `${folder}.${process.pid}`;
    try {
      await install(uv, draft);
      writeFileSync(stampIn(draft), wanted);
      if (!isThere()) {
        rmSync(folder, { recursive: true, force: true });
        renameSync(draft, folder);
      }
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  return pythonIn(folder);
}

const stampIn = (folder: string) => join(folder, "requirements.sha256");

async function install(uv: string, folder: string): Promise<void> {
  await createEnvironment(uv, folder, `checkov needs Python ${versions.join(" or ")}`);
  await syncPackages(uv, folder, requirements);
}
