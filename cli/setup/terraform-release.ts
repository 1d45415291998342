// The Terraform release that setup installs on machines that have none.

export const release = "1.11.4";

/** Older versions cannot lock the state in S3 without a table. */
export const oldestAccepted = "1.10.0";

/** SHA-256 of terraform_1.11.4_<platform>.zip, as published in HashiCorp's SHA256SUMS. */
export const checksums: Readonly<Record<string, string>> = {
  linux_amd64: "1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc",
  linux_arm64: "a43d1d0da9b9bab214a8305a39db0e40869572594ccf50c416a7756499143633",
  darwin_amd64: "a56d5002b9f7647291faccc3dd1a70350e60fb61e4c45037629508b8fdc2575b",
  darwin_arm64: "867e0808fa971217043e25b7a792b10720c79b1546f8a68479b74f138be73e18",
};

/** This machine's platform as Terraform names it, such as "linux_amd64". */
export function platform(os = process.platform, arch = process.arch): string {
  return `${os}_${arch === "x64" ? "amd64" : arch}`;
}

export function downloadUrl(where: string, base = process.env.TERRAFORM_RELEASES_URL): string {
  return `${base ?? "https://releases.hashicorp.com"}/terraform/${release}/terraform_${release}_${where}.zip`;
}
