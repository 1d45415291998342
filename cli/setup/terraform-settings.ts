// Terraform's CLI configuration for this checkout. The machine's own may be absent, or name another registry.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { local, tools } from "../paths";

export const settingsFile = join(local, "terraform.rc");

const provider = "registry.terraform.io/hashicorp/aws";

/**
 * Writes the configuration file. The variables below make Terraform and cdktf use it and leave the home folder alone.
 */
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

/** For the processes that we run: a prompt that nobody can see would wait forever. */
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
