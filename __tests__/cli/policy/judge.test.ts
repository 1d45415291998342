import type { Check, CheckovReport } from "../../../cli/policy/checkov";
import { judge } from "../../../cli/policy/judge";
import type { ScannedStack } from "../../../cli/policy/resources";

const bucket = { address: "aws_s3_bucket.Data_1", constructPath: "storage/Data/Resource", firstLine: 10 };

function stack(environment: string, suppressed: Record<string, string> = {}): ScannedStack {
  const file = `main/${environment}/stacks/storage/cdk.tf.json`;
  return { environment, stack: "storage", file, resources: [{ ...bucket, suppressed }] };
}

function check(environment: string, firstLine = 10): Check {
  return {
    check_id: "CKV_AWS_144",
    check_name: "Ensure replication",
    check_class: "any",
    file_path: `/main/${environment}/stacks/storage/cdk.tf.json`,
    file_line_range: [firstLine, firstLine + 12],
  };
}

function report(failed: readonly Check[], passed: readonly Check[] = [], unreadable: string[] = []): CheckovReport {
  return { version: "3.3.30", passed, failed, unreadable };
}

const judged = (stacks: readonly ScannedStack[], found: CheckovReport) => judge(stacks, found, () => "https://link");
const reason = { CKV_AWS_144: "One region is where the platform lives." };

it("suppresses what has a reason beside its resource", () => {
  expect(judged([stack("dev", reason)], report([check("dev")]))).toEqual({
    passed: 0,
    suppressed: 1,
    reasons: [
      "dev / storage: storage/Data/Resource (aws_s3_bucket.Data_1)\n  CKV_AWS_144: Ensure replication\n  One region is where the platform lives.",
    ],
    problems: [],
  });
});

it("tells what is found, where, what it means and what to do, once for all environments", () => {
  const { problems } = judged([stack("dev"), stack("prod")], report([check("dev"), check("prod")]));
  expect(problems).toEqual([
    "dev, prod / storage: storage/Data/Resource (aws_s3_bucket.Data_1)\n" +
      "  CKV_AWS_144: Ensure replication\n" +
      "  What it checks: https://link\n" +
      "  Correct the resource, or suppress the check beside it (docs/how-to/suppress-a-check.md):\n" +
      '  suppressChecks(resource, { CKV_AWS_144: "why this may stay" });',
  ]);
});

it("does not take one environment's reason for another's", () => {
  const { problems } = judged([stack("dev", reason), stack("prod")], report([check("dev"), check("prod")]));
  expect(problems).toEqual([expect.stringMatching(/^prod \/ storage: /)]);
});

it("wants a reason gone that nothing needs any more", () => {
  expect(judged([stack("dev", reason)], report([], [check("dev")])).problems).toEqual([
    "dev / storage: storage/Data/Resource (aws_s3_bucket.Data_1)\n" +
      "  CKV_AWS_144 is suppressed here, but checkov does not find it any more.\n" +
      "  Remove it from suppressChecks, or leave it out for the environments that do not bring it up.",
  ]);
});

it("reports a finding that is on no resource by its lines", () => {
  expect(judged([stack("dev")], report([check("dev", 3)])).problems).toEqual([
    expect.stringMatching(/^dev \/ storage: lines 3-15\n {2}CKV_AWS_144/),
  ]);
});

it("fails where no check ran, whatever ran elsewhere", () => {
  expect(judged([stack("dev"), stack("prod")], report([], [check("dev")])).problems).toEqual([
    "prod / storage: no check ran on its 1 resource",
  ]);
});

it("fails for a file that checkov could not read", () => {
  expect(judged([stack("dev")], report([], [check("dev")], ["/x/cdk.tf.json"])).problems).toEqual([
    "/x/cdk.tf.json: checkov could not read it",
  ]);
});
