// checkov in an environment of its own, .tools/checkov: what policy/requirements.txt pins, installed once.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  const isThere = () => existsSync(stampIn(folder)) && readFileSync(stampIn(folder), "utf8") === wanted;
  if (!isThere()) {
    const uv = await findUv(announce);
    announce("installing checkov, which policy/requirements.txt pins (once)");
    // Complete or not at all, also where two commands do it at the same moment: the first one's stays.
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

const pythonIn = (folder: string) => join(folder, "bin", "python");
const stampIn = (folder: string) => join(folder, "requirements.sha256");

async function install(uv: string, folder: string): Promise<void> {
  await create(uv, folder);
  const sync = ["pip", "sync", "--quiet", "--python", pythonIn(folder), "--require-hashes", requirements];
  const { code, lines } = await run(uv, sync, { env });
  if (code === 0) return;
  throw new UserError(`uv could not install the packages of policy/requirements.txt:\n${lines.slice(-8).join("\n")}`);
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
