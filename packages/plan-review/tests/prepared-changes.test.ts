// The five changes that a reviewer must understand from the first 15 lines alone, from real plans.
import { commentOf, firstLines } from "./support";

const inline = (text: string) => text.replace(/\s+/g, " ");

describe("the first 15 lines", () => {
  test("a new bucket: that nothing is lost, its name, its policy", () => {
    expect(firstLines(commentOf("prod", "nothing-network", "new-bucket", "nothing-pipeline"), 15)).toBe(
      [
        "<!-- mlplatform-review:prod -->",
        "## Plan for prod: nothing is lost, widened or opened",
        "",
        "**8 to add, 0 to change, 0 to replace, 0 to destroy** in storage. No changes in network and pipeline. " +
          "Permissions: no change. Network: 3 added, 0 removed. Cost: not estimated.",
        "",
        "New: bucket `mlplatform-prod-reports-123456789012` `storage/Reports/Resource` (`aws_s3_bucket.Reports_65402A0A`).",
        "",
        "⏳ **pipeline** is provisional: it was planned with the current outputs of storage, and is final once that is applied.",
        "",
        "### Network, buckets and endpoints",
        "",
        "`storage/Reports/Policy` (`aws_s3_bucket_policy.Reports_Policy_A5364387`): bucket policy (`mlplatform-prod-reports-123456789012`), new",
        "```diff",
        "+ Deny s3:*",
        "+     on   arn:aws:s3:::mlplatform-prod-reports-123456789012",
      ].join("\n"),
    );
  });

  test("a wider IAM action: each role, the action, where", () => {
    const lines = firstLines(commentOf("prod", "wider-iam")).split("\n");
    expect(lines[1]).toBe("## Plan for prod: 4 permissions widened");
    expect(lines[7]).toBe(
      "- ⚠️ `pipeline/Functions/EvaluateModel/Role/Policy`: **every action of s3, a wider pattern than before**: " +
        "`Allow s3:* on arn:aws:s3:::mlplatform-prod-artifacts-123456789012/runs/*`. The code says: " +
        "`Objects are named by uploads and runs; the prefix is as narrow as a name known beforehand can be.`",
    );
    expect(lines.filter((line) => line.startsWith("- ⚠️ ")).map((line) => line.split("`")[1])).toEqual([
      "pipeline/Functions/EvaluateModel/Role/Policy",
      "pipeline/JobRole/Policy",
      "pipeline/ModelRole/Policy",
      "pipeline/StartPipeline/Role/Policy",
    ]);
  });

  test("a renamed bucket that holds data: that all of it is lost, and why", () => {
    const lines = firstLines(commentOf("dev", "renamed-bucket", "renamed-bucket-consumer"));
    expect(lines).toContain("## Plan for dev: 1 change can lose data\n");
    expect(lines).toContain(
      "- 🔴 **bucket** `mlplatform-dev-data-123456789012` `storage/Data/Resource` (`aws_s3_bucket.Data_666C94C7`) " +
        "**is replaced (destroyed, then recreated)**, because `bucket` cannot be changed in place: " +
        '`"mlplatform-dev-data-123456789012" -> "mlplatform-dev-uploads-123456789012"`. Lost: every object in it.\n',
    );
    expect(lines).toContain(
      "⏳ **pipeline** is provisional: it was planned with the current outputs of storage, and is final once that is applied.",
    );
  });

  test("an endpoint's instance type, although it is deep in a state machine", () => {
    const lines = firstLines(commentOf("prod", "endpoint-instance-type"));
    expect(lines).toContain("## Plan for prod: 1 endpoint change\n");
    expect(lines).toContain(
      "- 🔵 **endpoint** `mlplatform-prod-predictions-f29ac3`: instance type `ml.t2.medium -> ml.m5.large`, " +
        "from the pipeline's next deployment on (`pipeline/StateMachine/Resource`, " +
        "`definition.States.CreateEndpointConfig.Parameters.ProductionVariants[0].InstanceType`).\n",
    );
  });

  test("nothing at all: one line", () => {
    expect(commentOf("prod", "nothing-network", "nothing-storage", "nothing-pipeline")).toBe(
      "<!-- mlplatform-review:prod --><b>prod</b>: no changes in network, storage and pipeline.\n",
    );
  });
});

test("the renamed bucket's policy says the same of the new one: no row, no warning", () => {
  const comment = commentOf("dev", "renamed-bucket");
  expect(comment).toContain(
    "bucket policy (`mlplatform-dev-uploads-123456789012`), replaced, with the same statements\n",
  );
  expect(comment).not.toContain("a Deny is removed");
});

test("a state machine is compared state by state, not as one long text", () => {
  const comment = commentOf("prod", "endpoint-instance-type");
  expect(comment).toContain(
    [
      "! update aws_sfn_state_machine.StateMachine_2E01A3A5  (pipeline/StateMachine/Resource)",
      '!     definition.States.CreateEndpointConfig.Parameters.ProductionVariants[0].InstanceType: "ml.t2.medium" -> "ml.m5.large"',
      "```",
    ].join("\n"),
  );
});

test("what a refresh reads of other resources' work is not reported as a change outside of Terraform", () => {
  expect(inline(commentOf("prod", "wider-iam"))).not.toContain("changed outside of Terraform");
});
