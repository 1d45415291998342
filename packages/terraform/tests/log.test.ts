import { DeployProgress, errorLines } from "../log";

/** As cdktf 0.21 prints it for two stacks, colours removed. */
const deployment = `network  Initializing the backend...
0 Stacks deploying     0 Stacks done     2 Stacks waiting
network  Terraform will perform the following actions:

           # aws_vpc.Vpc (Vpc/Resource) will be created
         Plan: 2 to add, 0 to change, 0 to destroy.
1 Stack deploying     0 Stacks done     1 Stack waiting
network  aws_vpc.Vpc: Creating...
network  aws_vpc.Vpc: Creation complete after 12s [id=vpc-1]
storage  Plan: 1 to add, 2 to change, 0 to destroy.
storage  aws_s3_bucket.Data: Modifications complete after 0s [id=data]
network  aws_subnet.A: Creation complete after 0s [id=subnet-1]
1 Stack deploying     1 Stack done     0 Stacks waiting
network
         Apply complete! Resources: 2 added, 0 changed, 0 destroyed.
storage  No changes. Your infrastructure matches the configuration.
         Apply complete! Resources: 0 added, 0 changed, 0 destroyed.`.split("\n");

describe("progress of a deployment", () => {
  const read = (lines: readonly string[], stacks = ["network", "storage"]) => {
    const notes: string[] = [];
    const progress = new DeployProgress(stacks, (text) => notes.push(text));
    const shown = lines.map((line) => progress.read(line));
    return { notes, shown };
  };

  test("notes what each stack plans and when it is done", () => {
    expect(read(deployment).notes).toEqual([
      "network: 2 to add",
      "storage: 1 to add, 2 to change",
      "network: done",
      "storage: nothing to change",
    ]);
  });

  test("shows how far each stack is", () => {
    expect(read(deployment.slice(0, 11)).shown.at(-1)).toBe("network 1 of 2, storage 1 of 3");
  });

  test("of one Terraform, whose lines name no stack", () => {
    const lines = [
      "Plan: 0 to add, 0 to change, 3 to destroy.",
      "aws_vpc.Vpc: Destruction complete after 1s",
      "Destroy complete! Resources: 3 destroyed.",
    ];
    expect(read(lines, ["network"])).toEqual({
      notes: ["network: 3 to destroy", "network: done"],
      shown: ["network 0 of 3", "network 1 of 3", ""],
    });
  });
});

describe("errors of Terraform", () => {
  test("are shown without their frames, warnings left out, each once", () => {
    const lines = `storage  ╷
         │ Warning: Argument is deprecated
         │
         │ Use another one.
         ╵
         ╷
         │ Error: creating S3 Bucket (data): BucketAlreadyExists
         │
         │   with aws_s3_bucket.Data,
         │   on cdk.tf.json line 12, in resource.aws_s3_bucket.Data:
         ╵
         ╷
         │ Error: creating S3 Bucket (data): BucketAlreadyExists
         │
         │   with aws_s3_bucket.Data,
         │   on cdk.tf.json line 12, in resource.aws_s3_bucket.Data:
         ╵
Invoking Terraform CLI failed with exit code 1`.split("\n");
    expect(errorLines(lines)).toBe(
      `  Error: creating S3 Bucket (data): BucketAlreadyExists
    with aws_s3_bucket.Data,
    on cdk.tf.json line 12, in resource.aws_s3_bucket.Data:`,
    );
  });

  test("without frames, as where Terraform has no terminal", () => {
    const lines = ["aws_vpc.Vpc: Refreshing state...", "", "Error: no such bucket", "", "  with data.x"];
    expect(errorLines(lines)).toBe("  Error: no such bucket\n    with data.x");
  });

  test("where there is none: the last lines", () => {
    expect(errorLines(["one", "", "Usage Error: no cdktf.json found"])).toBe(
      "  one\n  Usage Error: no cdktf.json found",
    );
  });
});
