import { ListObjectVersionsCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { stackPath } from "../../../cli/deploy/stack-folder";
import { stateBucketOf, stateKey } from "../../../cli/deploy/states";
import { cli, succeed } from "../support/cli";
import { deployment, deployed, executionNames, s3 } from "../support/platform";

describe("once everything is deployed", () => {
  test("npm start changes nothing and says so; a lock that a killed run left is released", async () => {
    const [runs, versions] = [await executionNames(), await versionsOfData()];
    const lock = {
      ID: "1f0d2c6e-2ad5-7a6b-8c43-55d7fc4c1a4e",
      Operation: "OperationTypeApply",
      Created: "2020-01-01T00:00:00Z",
    };
    const body = JSON.stringify({ ...lock, Info: "", Who: "killed@run", Version: "1.11.4", Path: "" });
    await s3().send(
      new PutObjectCommand({
        Bucket: stateBucketOf(deployment()).bucket,
        Key: `${stateKey(deployment(), "storage")}.tflock`,
        Body: body,
      }),
    );
    const { output } = await succeed("start");
    expect(output).toContain("storage: released the lock that a killed run left at 2020-01-01T00:00:00Z");
    expect(output).toMatch(/✔ Deployment +nothing to change/);
    expect(output).not.toContain("Upload");
    expect(output).toContain("nothing to deploy, the same data: these are the runs of before");
    expect(output).toMatch(/Prediction +\{"label":"[01]","score":/);
    expect([await executionNames(), await versionsOfData()]).toEqual([runs, versions]);
  });
});

describe("npm run local", () => {
  test("any command is a client: the bundled Python's boto3", async () => {
    const script = "import boto3; print(boto3.client('sts').get_caller_identity()['Account'])";
    expect((await succeed("local", "python", "-c", script)).output).toBe("123456789012\n");
  });

  test("Terraform in a stack's folder", async () => {
    const { output } = await succeed(
      "local",
      "terraform",
      `-chdir=${stackPath(deployment(), "network")}`,
      "workspace",
      "show",
    );
    expect(output).toBe("local\n");
  });

  test("the command's exit code is handed on", async () => {
    expect((await cli("local", "node", "-e", "process.exit(7)")).code).toBe(7);
  });

  test("a program that is not there: a sentence", async () => {
    const { code, output } = await cli("local", "no-such-program");
    expect([code, output.trim()]).toEqual([
      1,
      '"no-such-program" is not installed: it is neither on the PATH nor among the project\'s tools.',
    ]);
  });
});

async function versionsOfData(): Promise<unknown> {
  const { data_bucket_name } = (await deployed()).storage;
  const { Versions } = await s3().send(new ListObjectVersionsCommand({ Bucket: data_bucket_name }));
  return Versions!.map(({ Key, VersionId }) => [Key, VersionId]);
}
