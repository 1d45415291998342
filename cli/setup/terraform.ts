// Finds Terraform in .tools or on the PATH; unless one is new enough, installs the pinned release into .tools.
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { UserError } from "../../packages/errors";
import { tools } from "../paths";
import { run } from "../../packages/process/run";
import { checksums, downloadUrl, oldestAccepted, platform, release } from "./terraform-release";
import { isAtLeast } from "./version";
import { which } from "./which";

export interface Terraform {
  readonly program: string;
  readonly version: string;
}

export interface TerraformOptions {
  /** Where to look for an installed one. @default the PATH */
  readonly path?: string;
  /** Where to install one. @default .tools/terraform */
  readonly folder?: string;
  /** The platform as Terraform names it. @default this machine */
  readonly platform?: string;
  /** Where to download releases from. @default TERRAFORM_RELEASES_URL, otherwise HashiCorp's */
  readonly releases?: string;
}

export async function findTerraform(
  announce: (text: string) => void,
  options: TerraformOptions = {},
): Promise<Terraform> {
  const { folder = join(tools, "terraform") } = options;
  const candidates = [join(folder, "terraform"), which("terraform", options.path)];
  const rejected: string[] = [];
  for (const program of candidates) {
    if (!program || !existsSync(program)) continue;
    const version = await versionOf(program);
    if (version && isAtLeast(version, oldestAccepted)) return { program, version };
    rejected.push(`${program} ${version ? `is ${version}` : "does not start"}`);
  }
  const why =
    rejected.length > 0 ? `${rejected.join(", ")}; ${oldestAccepted} or newer is needed` : "there is none on the PATH";
  announce(`installing Terraform ${release} into .tools (${why})`);
  return { program: await install(folder, why, options), version: release };
}

async function versionOf(program: string): Promise<string | undefined> {
  const { code, stdout } = await run(program, ["version", "-json"], {
    env: { ...process.env, CHECKPOINT_DISABLE: "1" },
  });
  if (code !== 0) return undefined;
  try {
    return (JSON.parse(stdout) as { terraform_version?: string }).terraform_version;
  } catch {
    return undefined;
  }
}

async function install(folder: string, why: string, options: TerraformOptions): Promise<string> {
  const where = options.platform ?? platform();
  const wanted = checksums[where];
  const url = downloadUrl(where, options.releases);
  const otherwise = `Install Terraform ${oldestAccepted} or newer yourself (https://developer.hashicorp.com/terraform/install), then run this again.`;
  if (!wanted) {
    const known = Object.keys(checksums).join(", ");
    throw new UserError(
      `Terraform: ${why}, and there is no release with a known checksum for ${where} (known: ${known}).\n${otherwise}`,
    );
  }
  const zip = await download(url).catch((error: unknown) => {
    throw new UserError(`Terraform: ${why}, and ${url} could not be downloaded: ${reason(error)}.\n${otherwise}`);
  });
  const got = createHash("sha256").update(zip).digest("hex");
  if (got !== wanted) {
    throw new UserError(
      `Terraform: ${url} is not what HashiCorp published, so nothing was installed.\n  SHA-256 got    ${got}\n  SHA-256 wanted ${wanted}\n${otherwise}`,
    );
  }
  const binary = unzipSync(zip, { filter: ({ name }) => name === "terraform" }).terraform!;
  mkdirSync(folder, { recursive: true });
  const program = join(folder, "terraform");
  // Gets its final name only when complete, so that an interrupted setup leaves nothing that looks installed.
  writeFileSync(`${program}.new`, binary);
  chmodSync(`${program}.new`, 0o755);
  renameSync(`${program}.new`, program);
  return program;
}

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function reason(error: unknown): string {
  const { message, cause } = error as Error & { readonly cause?: Error };
  return cause ? `${message} (${cause.message})` : message;
}
