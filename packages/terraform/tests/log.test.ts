import { errorLines, LogProgress } from "../log";

describe("progress", () => {
  const shown = (progress: LogProgress, lines: readonly string[]) => lines.map((line) => progress.read(line));

  test("of an apply: how many of the planned changes are done", () => {
    const lines = [
      "aws_vpc.Vpc: Creating...",
      "aws_vpc.Vpc: Creation complete after 12s [id=vpc-1]",
      "aws_s3_bucket.Data: Modifications complete after 0s [id=data]",
    ];
    expect(shown(new LogProgress(3), lines)).toEqual(["0 of 3", "1 of 3", "2 of 3"]);
  });

  test("of a destruction, which says itself how many there are", () => {
    const lines = ["Refreshing", "Plan: 0 to add, 0 to change, 3 to destroy.", "a.B: Destruction complete after 1s"];
    expect(shown(new LogProgress(), lines)).toEqual(["", "0 of 3", "1 of 3"]);
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
