// The same findings in a terminal, the riskiest first.
import { terminalLines } from "../render/terminal";
import { type Fixture, inputOf, type MadeChange, planWith, review } from "./support";

const same = (text: string) => text;
const palette = { bold: same, dim: same, red: same, yellow: same, green: same };
const lines = (...fixtures: Fixture[]) => terminalLines(review(inputOf("dev", ...fixtures)).facts, palette);
const linesOf = (...changes: MadeChange[]) => {
  const stacks = [{ stack: "demo", status: "planned" as const, plan: planWith(...changes), warnings: [] }];
  return terminalLines(review({ environment: "dev", stacks, constructPaths: {} }).facts, palette);
};

test("a real plan: verdict, counts, findings with their rows, then one line for each change", () => {
  expect(lines("everything")).toEqual([
    expect.stringMatching(/^3 changes can lose data, 3 permissions widened, 1 new permission to check, /),
    expect.stringMatching(
      /^2 to add, 5 to change, .* in demo\. Permissions: 2 added, 2 removed\. .* Cost: not estimated\.$/,
    ),
    expect.stringMatching(
      /^‼ SageMaker domain studio demo\/Studio\/Resource \(aws_sagemaker_domain\.Studio\) is replaced \(destroyed, then recreated\), because subnet_ids cannot be changed in place: \(none\) -> "subnet-c"\. Lost: /,
    ),
    expect.stringMatching(/^‼ bucket gone-data-123456789012 aws_s3_bucket\.Gone is deleted, /),
    expect.stringMatching(/^‼ log group demo\/Logs\/Resource .* 365 days -> 30 days \(retention_in_days\)$/),
    expect.stringMatching(/^· queue aws_sqs_queue\.Forgotten is forgotten, /),
    "! demo/Worker/Resource: account 999999999999 is outside this environment",
    "    Allow sts:AssumeRole for AWS arn:aws:iam::999999999999:root",
    "! demo/Worker/Resource: condition removed: StringEquals aws:SourceAccount = 123456789012",
    "    Allow sts:AssumeRole for Service lambda.amazonaws.com",
    "! demo/Worker/Resource: permissions boundary removed",
    "    Deny everything on what is not in the boundary arn:aws:iam::123456789012:policy/boundary",
    "! demo/Send/Resource: the policy is known after apply and cannot be shown yet",
    "! demo/Inline/Resource: open to the whole internet",
    "    in tcp 443 from 0.0.0.0/0",
    "+ new: queue fresh demo/Fresh/Resource (aws_sqs_queue.Fresh)",
    "± replace demo/Studio/Resource (aws_sagemaker_domain, destroyed, then recreated)",
    "- destroy aws_s3_bucket.Gone (aws_s3_bucket)",
    "- forget  aws_sqs_queue.Forgotten (aws_sqs_queue)",
    "~ change  demo/Logs/Resource (aws_cloudwatch_log_group)",
    "~ change  demo/Worker/Resource (aws_iam_role)",
    "~ change  demo/Inline/Resource (aws_security_group)",
    "~ change  demo/Plain/Resource (aws_sns_topic)",
    "~ change  demo/Secret/Resource (aws_ssm_parameter)",
    "+ add     demo/Send/Resource (aws_iam_role_policy)",
    "+ add     demo/Fresh/Resource (aws_sqs_queue)",
    "= adopt   demo/boundary/Resource (aws_iam_policy, adopts arn:aws:iam::123456789012:policy/boundary)",
    "> move    demo/New/Resource (aws_sqs_queue, was aws_sqs_queue.Old)",
  ]);
});

test("nothing is printed where nothing changes", () => {
  expect(lines("nothing-network", "nothing-storage")).toEqual([]);
});

test("ten additions are listed and the others counted, but no loss is hidden", () => {
  const additions = Array.from({ length: 14 }, (_, index): MadeChange => {
    return { type: "aws_sns_topic", name: `T${index}`, actions: ["create"], before: null, after: {} };
  });
  const shown = linesOf(...additions, { type: "aws_kms_key", actions: ["delete"], before: {}, after: null });
  expect(shown.filter((line) => line.startsWith("+ add"))).toHaveLength(10);
  expect(shown).toContain("- destroy aws_kms_key.X (aws_kms_key)");
  expect(shown).toContain("  … and 4 more to add");
});

test("what a plan holds cannot move the cursor or hide a line", () => {
  const evil = "x\u001b[2K\r\u202e";
  const shown = linesOf({
    type: "aws_s3_bucket",
    name: evil,
    actions: ["delete"],
    before: { bucket: evil },
    after: null,
  });
  expect(shown.join("\n")).not.toMatch(/[\u001b\r\u202e]/);
  expect(shown.join("\n")).toContain("x\\u{1b}[2K\\u{d}\\u{202e}");
});

test("the loudest are painted so", () => {
  const painted = { ...palette, red: (text: string) => `<red>${text}</red>` };
  const { facts } = review(inputOf("dev", "everything"));
  expect(terminalLines(facts, painted).filter((line) => line.startsWith("<red>‼"))).toHaveLength(3);
});
