// Installs everything a checkout needs besides npm packages. Existing installations are only checked.
import { python } from "../paths";
import { findProviderMirror, providerVersion } from "./provider-mirror";
import { setUpPython } from "./python";
import { findTerraform } from "./terraform";
import { writeTerraformSettings } from "./terraform-settings";

export interface Tools {
  readonly python: string;
  readonly terraform: string;
  /** For people: the versions and their sources. */
  readonly summary: string;
}

export async function setUp(announce: (text: string) => void): Promise<Tools> {
  const pythonVersion = await setUpPython(announce);
  const terraform = await findTerraform(announce);
  const mirror = findProviderMirror();
  writeTerraformSettings(mirror);
  const provider = `AWS provider ${providerVersion} ${mirror ? `from ${mirror}` : "from its registry"}`;
  const summary = `Python ${pythonVersion}, Terraform ${terraform.version}, ${provider}`;
  return { python, terraform: terraform.program, summary };
}
