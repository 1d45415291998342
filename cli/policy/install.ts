// checkov in an environment of its own, .tools/checkov: what policy/requirements.txt pins, installed once.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../src/errors";
import { root, tools } from "../paths";
import { run } from "../process/run";
import { findUv } from "../setup/uv";

const requirements = join(root, "policy", "requirements.txt");

/** As for the project's own environment, so that a machine needs one Python for both. */
const versions = ["3.11", "3.10"];

/** A Python that uv has to fetch stays in the checkout too, unless the machine says where such things go. */
const env = { UV_PYTHON_INSTALL_DIR: join(tools, "python"), ...process.env };

/** The Python that has checkov. What is there already is only looked at. */
export async function installCheckov(
  announce: (text: string) => void,
  folder = join(tools, "checkov"),
): Promise<string> {
  const python = join(folder, "bin", "python");
  const stamp = join(folder, "requirements.sha256");
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return python;

  const uv = await findUv(announce);
  announce("installing checkov, which policy/requirements.txt pins (once)");
  await create(uv, folder);
  const sync = ["pip", "sync", "--quiet", "--python", python, "--require-hashes", requirements];
  const { code, lines } = await run(uv, sync, { env });
  if (code !== 0) {
    throw new UserError(`uv could not install the packages of policy/requirements.txt:\n${lines.slice(-8).join("\n")}`);
  }
  writeFileSync(stamp, wanted);
  return python;
}

/** uv looks for each version on the machine, and fetches one where there is none. */
async function create(uv: string, folder: string): Promise<void> {
  const tried: string[] = [];
  for (const version of versions) {
    rmSync(folder, { recursive: true, force: true });
    const { code, lines } = await run(uv, ["venv", "--quiet", "--no-project", "--python", version, folder], { env });
    if (code === 0) return;
    tried.push(...lines.slice(-3));
  }
  throw new UserError(
    `checkov needs Python ${versions.join(" or ")}, and uv neither found nor could fetch one:\n${tried.join("\n")}\n` +
      `Install Python ${versions[0]}: https://www.python.org/downloads (or let uv reach the network), then run this again.`,
  );
}
