// Machines without access to a registry may have providers in a folder. It is recognized by its structure, not its
// location: <root>/registry.terraform.io/hashicorp/aws/<version>/<platform>.
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { platform } from "./terraform-release";

/** The provider version that @cdktf/provider-aws 20.1.0 was generated from. */
export const providerVersion = "5.100.0";

const host = "registry.terraform.io";

/** Terraform's own implied mirrors (documentation: "Implied Local Mirror Directories"), then other common folders. */
export const usualRoots = [
  join(homedir(), ".terraform.d", "plugins"),
  join(homedir(), ".local", "share", "terraform", "plugins"),
  "/usr/local/share/terraform/plugins",
  "/usr/share/terraform/plugins",
];

/** Deeper folders are the inside of something else, and searching them all takes minutes. */
export const scanRoots = ["/opt", "/usr/local", "/usr/share", "/var/lib", "/srv"];
const scanDepth = 3;

/** The root of a mirror with the provider for this machine, if there is one. */
export function findProviderMirror(usual = usualRoots, scanned = scanRoots): string | undefined {
  return usual.find(holdsProvider) ?? first(scanned, (root) => scan(root, scanDepth));
}

function holdsProvider(root: string): boolean {
  const folder = join(root, host, "hashicorp", "aws");
  // Unpacked, or as the zip file that `terraform providers mirror` writes.
  const packed = `terraform-provider-aws_${providerVersion}_${platform()}.zip`;
  return existsSync(join(folder, providerVersion, platform())) || existsSync(join(folder, packed));
}

function scan(folder: string, depth: number): string | undefined {
  if (holdsProvider(folder)) return folder;
  return depth === 0 ? undefined : first(subfolders(folder), (child) => scan(child, depth - 1));
}

function subfolders(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
  } catch {
    // An unreadable or missing folder is not a mirror that we can use.
    return [];
  }
}

function first<T>(items: readonly string[], find: (item: string) => T | undefined): T | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
