import { createHash } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { zipSync } from "fflate";
import { findTerraform } from "../../../cli/setup/terraform";
import { checksums, downloadUrl, platform } from "../../../cli/setup/terraform-release";
import { scratch } from "../../support/scratch";

const announce = () => undefined;

/** A folder with a program `terraform` that reports this version. */
function pathWith(version: string): string {
  const folder = scratch();
  writeFileSync(join(folder, "terraform"), `#!/bin/sh\necho '{"terraform_version": "${version}"}'\n`);
  chmodSync(join(folder, "terraform"), 0o755);
  return folder;
}

describe("findTerraform", () => {
  let server: Server;
  let releases: string;
  let zip: Uint8Array;
  const requested: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      requested.push(request.url!);
      response.end(zip);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    releases = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((done) => server.close(done)));
  beforeEach(() => requested.splice(0));

  test("takes the one on the PATH when it is new enough", async () => {
    const path = pathWith("1.10.0");
    expect(await findTerraform(announce, { path, folder: scratch(), releases })).toEqual({
      program: join(path, "terraform"),
      version: "1.10.0",
    });
    expect(requested).toEqual([]);
  });

  test.each([
    ["too old", () => pathWith("1.9.8")],
    ["absent", scratch],
  ])("installs the pinned release when the one on the PATH is %s", async (_, makePath) => {
    zip = zipSync({ terraform: Buffer.from("#!/bin/sh\n"), "LICENSE.txt": Buffer.from("text") });
    const sums = checksums as Record<string, string>;
    sums.test_os = createHash("sha256").update(zip).digest("hex");
    const folder = join(scratch(), "terraform");
    const found = await findTerraform(announce, { path: makePath(), folder, platform: "test_os", releases });
    expect(found).toEqual({ program: join(folder, "terraform"), version: "1.11.4" });
    expect(readFileSync(found.program, "utf8")).toBe("#!/bin/sh\n");
    expect(readdirSync(folder)).toEqual(["terraform"]);
    expect(requested).toEqual(["/terraform/1.11.4/terraform_1.11.4_test_os.zip"]);
  });

  test("refuses a download with another checksum, and leaves nothing", async () => {
    zip = zipSync({ terraform: Buffer.from("something else") });
    const folder = join(scratch(), "terraform");
    const path = pathWith("0.12.31");
    const got = createHash("sha256").update(zip).digest("hex");
    await expect(findTerraform(announce, { path, folder, platform: "linux_amd64", releases })).rejects.toThrow(
      `Terraform: ${releases}/terraform/1.11.4/terraform_1.11.4_linux_amd64.zip is not what HashiCorp published, so nothing was installed.\n` +
        `  SHA-256 got    ${got}\n  SHA-256 wanted ${checksums.linux_amd64}\n` +
        "Install Terraform 1.10.0 or newer yourself (https://developer.hashicorp.com/terraform/install), then run this again.",
    );
    expect(existsSync(folder)).toBe(false);
  });

  test("says what to install where there is no release for the machine", async () => {
    await expect(
      findTerraform(announce, { path: scratch(), folder: scratch(), platform: "sunos_sparc" }),
    ).rejects.toThrow(
      "Terraform: there is none on the PATH, and there is no release with a known checksum for sunos_sparc",
    );
  });

  test("says what to install where nothing can be downloaded", async () => {
    const nobody = "http://127.0.0.1:1";
    const options = { path: scratch(), folder: scratch(), platform: "linux_amd64", releases: nobody };
    await expect(findTerraform(announce, options)).rejects.toThrow(
      /could not be downloaded: fetch failed .*\n.*Install Terraform 1\.10\.0 or newer yourself/,
    );
  });
});

test("releases come from HashiCorp unless TERRAFORM_RELEASES_URL says otherwise", () => {
  expect(downloadUrl("linux_arm64", undefined)).toBe(
    "https://releases.hashicorp.com/terraform/1.11.4/terraform_1.11.4_linux_arm64.zip",
  );
});

test.each([
  ["linux", "x64", "linux_amd64"],
  ["linux", "arm64", "linux_arm64"],
  ["darwin", "arm64", "darwin_arm64"],
] as const)("%s on %s is %s for Terraform", (os, arch, expected) => {
  expect(platform(os, arch)).toBe(expected);
  expect(checksums[expected]).toMatch(/^[0-9a-f]{64}$/);
});
