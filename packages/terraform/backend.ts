// Where a folder stores its state, and whether `terraform init` has to run first.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeFile } from "./synthesis";

/** "machine": in the folder itself, whatever the code says. */
export type Backend = "as synthesized" | "machine";

/** Terraform merges a file with this name over the others. */
const override = "backend_override.tf.json";

export function useBackend(folder: string, backend: Backend): void {
  const file = join(folder, override);
  if (backend === "as synthesized") rmSync(file, { force: true });
  else writeFileSync(file, `${JSON.stringify({ terraform: { backend: { local: {} } } })}\n`);
}

const remembered = join(".terraform", "initialized.sha256");

/** @param settings Terraform's CLI configuration file, which says where providers come from */
export function isInitialized(folder: string, settings: string | undefined): boolean {
  return read(join(folder, remembered)) === fingerprint(folder, settings) && hasProviders(folder);
}

/** The folder has links to providers, which lie in a cache or a mirror that somebody may have deleted. */
function hasProviders(folder: string): boolean {
  const providers = join(folder, ".terraform", "providers");
  const links = existsSync(providers) ? readdirSync(providers, { recursive: true, withFileTypes: true }) : [];
  return links
    .filter((link) => link.isSymbolicLink())
    .every(({ parentPath, name }) => existsSync(join(parentPath, name)));
}

export function rememberInitialized(folder: string, settings: string | undefined): void {
  writeFileSync(join(folder, remembered), fingerprint(folder, settings));
}

/** The folder may remember a workspace that is gone, with its state or its bucket: init would then refuse to run. */
export function forgetWorkspace(folder: string): void {
  rmSync(join(folder, ".terraform", "environment"), { force: true });
}

const lockFile = ".terraform.lock.hcl";

/** Terraform uses a cached provider only if the folder knows its checksums, so this copies them from another folder. */
export function shareProviderLock(from: string, to: string): void {
  if (existsSync(join(from, lockFile)) && !existsSync(join(to, lockFile))) {
    copyFileSync(join(from, lockFile), join(to, lockFile));
  }
}

/** What `terraform init` depends on: the code's backend and providers, and where providers come from. */
function fingerprint(folder: string, settings: string | undefined): string {
  const { terraform } = JSON.parse(readFileSync(join(folder, codeFile), "utf8")) as { terraform: unknown };
  return createHash("sha256")
    .update(JSON.stringify([terraform, settings && read(settings), read(join(folder, override))]))
    .digest("hex");
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
