import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { machineLines, fewMachines, write } from "../support/data";
import { executionNames, injectFault, s3, stackOutputs, uploadAndFollow } from "../support/platform";

describe("uploads that cannot be used are put aside with a reason, and start nothing", () => {
  test.each([
    [
      "an empty file",
      "empty.csv",
      [],
      "The pipeline rejected incoming/machine-failure/empty.csv: The file is empty. Upload a CSV file with a header and rows.",
    ],
    [
      "a header only",
      "header.csv",
      ["Type,Machine failure"],
      "The pipeline rejected incoming/machine-failure/header.csv: The file holds a header and no rows. Upload a file with data below the header.",
    ],
    [
      "no target",
      "no-target.csv",
      ["Type,Torque [Nm]", "L,40.1"],
      'The pipeline rejected incoming/machine-failure/no-target.csv: The header does not hold the column to predict, "Machine failure". It holds: "Type", "Torque [Nm]".',
    ],
  ])("%s", async (_, name, lines, message) => {
    const runs = await executionNames();
    await expect(uploadAndFollow(write(name, lines))).rejects.toThrow(message);
    expect(await executionNames()).toEqual(runs);
    const { data_bucket_name: Bucket } = await stackOutputs();
    await s3().send(new HeadObjectCommand({ Bucket, Key: `rejected/machine-failure/${name}` }));
    await expect(
      s3().send(new HeadObjectCommand({ Bucket, Key: `incoming/machine-failure/${name}` })),
    ).rejects.toMatchObject({
      name: "NotFound",
    });
  });
});

describe("runs", () => {
  test("one class only: fails in Preprocess with a sentence that says so", async () => {
    const [header, ...rows] = machineLines();
    const healthy = rows.filter((row) => row.split(",")[8] === "0").slice(0, 500);
    const run = await uploadAndFollow(write("one-class.csv", [header!, ...healthy]));
    expect(run.status).toBe("FAILED");
    expect(run.states.at(-1)!.name).toBe("PipelineFailed");
    expect(run.states.map(({ name }) => name)).not.toContain("Train");
    expect(run.cause).toBe(
      'DataError: one-class.csv: the target "Machine failure" is "0" in all 500 rows; classification needs at least two classes',
    );
  });

  test("a CreateTrainingJob that is throttled once is tried again", async () => {
    await injectFault({
      service: "sagemaker",
      operation: "CreateTrainingJob",
      error: "ThrottlingException",
      message: "Rate exceeded",
      status: 400,
      times: 1,
    });
    const run = await uploadAndFollow(fewMachines("throttled.csv", 3000));
    expect(run.status).toBe("SUCCEEDED");
    const train = run.states.find(({ name }) => name === "Train")!;
    expect(train.attempts).toBe(2);
    expect(train.failures).toMatchObject([{ cause: expect.stringContaining("Rate exceeded") }]);
    expect(["Deployed", "RejectedByQualityGate"]).toContain(run.states.at(-1)!.name);
  });
});
