import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  SFNClient,
} from "@aws-sdk/client-sfn";
import { lastLogLines } from "../../../cli/runs/job-log";
import type { Run } from "../../../cli/runs/follow";
import { work } from "../support/folder";
import { aws, deployed, s3, startExecution } from "../support/platform";

/** Replaces the deployed train.py while the action runs. */
async function withTrainingScript<T>(script: string, action: () => Promise<T>): Promise<T> {
  const { artifacts_bucket_name: Bucket } = (await deployed()).storage;
  const { Contents } = await s3().send(new ListObjectsV2Command({ Bucket, Prefix: "code/" }));
  const Key = Contents!.map(({ Key }) => Key!).find((key) => key.endsWith("/sourcedir.tar.gz"))!;
  const Body = archive(script);
  const { VersionId } = await s3().send(new PutObjectCommand({ Bucket, Key, Body }));
  try {
    return await action();
  } finally {
    await s3().send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  }
}

function archive(script: string): Buffer {
  mkdirSync(work, { recursive: true });
  const folder = mkdtempSync(join(work, "source-"));
  writeFileSync(join(folder, "train.py"), script);
  execFileSync("tar", ["-czf", join(folder, "sourcedir.tar.gz"), "-C", folder, "train.py"]);
  return readFileSync(join(folder, "sourcedir.tar.gz"));
}

async function runOnDefaultData(stateMachineArn: string): Promise<Run> {
  const { upload_uri } = (await deployed()).outputs;
  return startExecution(stateMachineArn, { data: { s3Uri: `${upload_uri}ai4i2020.csv` } });
}

describe("jobs that fail end in one recorded failure", () => {
  test("a training script that crashes: its error is the run's cause, its output is in the log", async () => {
    const { state_machine_arn } = (await deployed()).outputs;
    const script = 'print("about to fail")\nraise ValueError("the oven is cold")\n';
    const run = await withTrainingScript(script, () => runOnDefaultData(state_machine_arn));
    expect(run.status).toBe("FAILED");
    expect(run.states.slice(-3).map(({ name }) => name)).toEqual(["RecordFailure", "NotifyFailure", "PipelineFailed"]);
    expect(run.cause).toContain("the oven is cold");
    const { job } = run.states.find(({ name }) => name === "Train")!;
    const log = await lastLogLines(aws(), job!, 20);
    expect(log).toContainEqual(expect.stringContaining("about to fail"));
    expect(log).toContainEqual(expect.stringContaining("ValueError: the oven is cold"));
  });

  test("a training job that runs too long is stopped", async () => {
    const sfn = new SFNClient(aws());
    const { state_machine_arn } = (await deployed()).outputs;
    const original = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: state_machine_arn }));
    // The deployed state machine with seconds instead of minutes, because the real limit takes too long.
    const machine = JSON.parse(original.definition!);
    machine.States.Train.Parameters.StoppingCondition = { MaxRuntimeInSeconds: 4, MaxWaitTimeInSeconds: 4 };
    const definition = JSON.stringify(machine);
    const { stateMachineArn } = await sfn.send(
      new CreateStateMachineCommand({ name: "impatient", definition, roleArn: original.roleArn }),
    );
    try {
      const run = await withTrainingScript("import time\ntime.sleep(120)\n", () => runOnDefaultData(stateMachineArn!));
      expect(run.status).toBe("FAILED");
      expect(run.states.at(-1)!.name).toBe("PipelineFailed");
      expect(run.states.map(({ name }) => name)).toContain("Train");
      expect(run.cause).toMatch(/MaxRuntimeExceeded|MaxWaitTimeExceeded|Stopped|limit/i);
    } finally {
      await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    }
  });
});
