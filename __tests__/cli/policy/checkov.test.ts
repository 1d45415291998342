// checkov itself, on small stacks: what it finds, and what it must not miss.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type CheckovReport, runCheckov } from "../../../cli/policy/checkov";
import { installCheckov } from "../../../cli/policy/install";
import { checkSources } from "../../../cli/policy/links";

// The first run on a machine installs it.
jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), "checkov-test-"));
let python: string;
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, resource: object): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), JSON.stringify({ resource }, null, 2));
}

const bucket = { aws_s3_bucket: { Data: { bucket: "data" } } };
const closed = {
  aws_s3_bucket_public_access_block: {
    Block: {
      bucket: "${aws_s3_bucket.Data.bucket}",
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
  },
};

describe("two environments with resources of the same names", () => {
  let report: CheckovReport;

  beforeAll(async () => {
    python = await installCheckov(() => undefined);
    write("scan/open/stacks/storage/cdk.tf.json", bucket);
    write("scan/closed/stacks/storage/cdk.tf.json", { ...bucket, ...closed });
    // The machine's own checkov settings must not switch anything off.
    process.env.CKV_SKIP_CHECK = "CKV2_AWS_6";
    report = await runCheckov(python, join(folder, "scan"));
    delete process.env.CKV_SKIP_CHECK;
  });

  const where = (checks: CheckovReport["failed"], id: string) =>
    checks.filter(({ check_id }) => check_id === id).map(({ file_path }) => file_path);

  it("are told apart: one's setting does not count for the other", () => {
    expect(where(report.failed, "CKV2_AWS_6")).toEqual(["/open/stacks/storage/cdk.tf.json"]);
    expect(where(report.passed, "CKV2_AWS_6")).toEqual(["/closed/stacks/storage/cdk.tf.json"]);
  });

  it("have their findings at the line where the resource begins", () => {
    expect(report.failed.map(({ file_line_range: [first] }) => first)).toEqual(Array(report.failed.length).fill(4));
  });

  it("link to the source of each check in the version that ran", () => {
    const link = checkSources(python, report.version);
    const base = `https://github.com/bridgecrewio/checkov/blob/${report.version}/checkov/terraform/checks`;
    const linkOf = (id: string) => link([...report.failed, ...report.passed].find(({ check_id }) => check_id === id)!);
    expect(linkOf("CKV2_AWS_6")).toBe(`${base}/graph_checks/aws/S3BucketHasPublicAccessBlock.yaml`);
    expect(linkOf("CKV_AWS_53")).toBe(`${base}/resource/aws/S3BlockPublicACLs.py`);
  });
});

it("an empty folder is an error, not a success", async () => {
  mkdirSync(join(folder, "nothing"));
  await expect(runCheckov(python, join(folder, "nothing"))).rejects.toThrow(/^checkov ran no check at all\./);
});
