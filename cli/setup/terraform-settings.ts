// Terraform's CLI configuration for this checkout. The machine's own may be absent, or point to another registry.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { local, tools } from "../paths";

export const settingsFile = join(local, "terraform.rc");

const provider = "registry.terraform.io/hashicorp/aws";

/** Writes the file; the variables that make Terraform and cdktf use it and leave the home folder alone. */
export function writeTerraformSettings(mirror: string | undefined): void {
  mkdirSync(dirname(settingsFile), { recursive: true });
  const cache = join(tools, "providers");
  if (!mirror) mkdirSync(cache, { recursive: true });
  writeFileSync(settingsFile, mirror ? mirrored(mirror) : `plugin_cache_dir = ${JSON.stringify(cache)}\n`);
}

export const terraformVariables = {
  TF_CLI_CONFIG_FILE: settingsFile,
  CHECKPOINT_DISABLE: "1",
  CDKTF_HOME: join(tools, "cdktf"),
  CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
  DISABLE_VERSION_CHECK: "1",
} as const;

/** For what we run ourselves: a question nobody can see would wait for ever. */
export const unattended = { TF_INPUT: "0", TF_IN_AUTOMATION: "1" } as const;

function mirrored(root: string): string {
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(root)}
    include = ["${provider}"]
  }
  direct {
    exclude = ["${provider}"]
  }
}
`;
}
