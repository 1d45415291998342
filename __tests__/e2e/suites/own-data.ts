import { CloudWatchLogsClient, CreateLogGroupCommand, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateModelCommand,
  DescribeEndpointCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { deployedStacks } from "../../../cli/deploy/states";
import { jobNamePrefix } from "../../../contracts/steps";
import { run } from "../../../packages/process/run";
import { scikitLearnImage } from "../../../src/training/scikit-learn-image";
import { begin, cli, type Finished, succeed } from "../support/cli";
import { fewMachines, flowers, houses, write } from "../support/data";
import { aws, deployed, deployment, environment, executionNames, s3, synthesis } from "../support/platform";

const endpoints = async () => {
  const { Endpoints } = await new SageMakerClient(aws()).send(new ListEndpointsCommand({ SortBy: "Name" }));
  return Endpoints!.map(({ EndpointName }) => EndpointName!).sort();
};
const configurationOf = async (EndpointName: string) =>
  (await new SageMakerClient(aws()).send(new DescribeEndpointCommand({ EndpointName }))).EndpointConfigName;
const planOf = async (stack: string) => {
  const { folder } = synthesis().stacks.find(({ name }) => name === stack)!;
  const args = ["plan", "-detailed-exitcode", "-input=false", "-no-color"];
  return (await run("terraform", args, { cwd: folder, env: environment() })).code;
};

const modelOfRun = (model: string) => `${jobNamePrefix("local", model, "model")}-${"0".repeat(12)}-0-0`;
const logOfEndpoint = (model: string) => `/aws/sagemaker/Endpoints/mlplatform-local-${model}`;

/** What a run and SageMaker leave outside of Terraform, of a model whose name begins with another's. */
async function makeWhatRunsMake(model: string): Promise<void> {
  const ExecutionRoleArn = "arn:aws:iam::123456789012:role/any";
  const PrimaryContainer = { Image: scikitLearnImage("us-east-1").uri };
  await new SageMakerClient(aws()).send(
    new CreateModelCommand({ ModelName: modelOfRun(model), ExecutionRoleArn, PrimaryContainer }),
  );
  await new CloudWatchLogsClient(aws()).send(new CreateLogGroupCommand({ logGroupName: logOfEndpoint(model) }));
}

/** Keys of all versions in the buckets of data and artifacts that contain a folder of this name. */
async function keysNaming(model: string): Promise<readonly string[]> {
  const { data_bucket_name, artifacts_bucket_name } = (await deployed()).storage;
  const pages = await Promise.all(
    [data_bucket_name, artifacts_bucket_name].map((Bucket) => s3().send(new ListObjectVersionsCommand({ Bucket }))),
  );
  const keys = pages.flatMap(({ Versions = [], DeleteMarkers = [] }) => [...Versions, ...DeleteMarkers]);
  return keys.flatMap(({ Key }) => (Key!.includes(`/${model}/`) ? Key! : []));
}

describe("npm start with data of one's own", () => {
  let first: string | undefined;

  beforeAll(async () => {
    first = await configurationOf("mlplatform-local-machine-failure");
  });

  test("a regression that cannot be learnt ends in RejectedByQualityGate, with no endpoint of its own", async () => {
    const noise = houses("noise.csv", false);
    const { output } = await succeed("start", "--data", noise, "--target", "price", "--model", "houses");
    expect(output).toContain("600 rows, 5 columns, nothing missing");
    expect(output).toMatch(/task regression: /);
    expect(output).toMatch(/"id" looks like an identifier: .*--drop "id"/);
    expect(output).toMatch(/✔ Training +machine-failure Deployed, houses RejectedByQualityGate/);
    expect(output).toMatch(/Metric +r2 -?0\.\d{4} {3}baseline .* threshold 0\.7000/);
    expect(output).toContain("a model below the gate is not deployed");
    expect(await endpoints()).toEqual(["mlplatform-local-machine-failure"]);
  });

  test("with data that it can learn from, npm run train deploys it; npm run runs lists both, newest first", async () => {
    const { output } = await succeed("train", "local", "houses", houses("houses.csv", true));
    expect(output).toMatch(/✔ Run +Deployed/);
    const runs = JSON.parse((await succeed("runs", "local", "houses", "--json")).output) as { data: string }[];
    expect(runs.map(({ data }) => data)).toEqual(["houses/houses.csv", "houses/noise.csv"]);
  });

  test("all mistakes in the options at once", async () => {
    const file = houses("noise.csv", false);
    const { code, output } = await cli("start", "--data", file, "--target", "cost", "--drop", "street");
    expect(code).toBe(1);
    expect(output).toContain(
      `npm start: 2 problems
  - --target: got "cost"; allowed: a column of the file: id, size, rooms, town, price
  - --drop: got "street"; allowed: a column of the file: id, size, rooms, town, price
`,
    );
  });

  test("a model that the code defines does not become another one", async () => {
    const file = houses("noise.csv", false);
    const { code, output } = await cli("start", "--data", file, "--target", "price", "--model", "machine-failure");
    expect(code).toBe(1);
    expect(output).toContain('The model machine-failure learns "Machine failure"');
  });

  describe("a third model, with three classes as texts", () => {
    let last: Finished;

    beforeAll(async () => {
      const machines = await executionNames();
      last = await succeed("start", "--data", flowers("flowers.csv"), "--target", "species");
      // The others have been trained before, and are not trained again.
      expect(await executionNames()).toEqual(machines);
    });

    test("each has an endpoint of its own beside the first, which serves what it served", async () => {
      // npm start tells of the runs of the files that it was given.
      expect(last.output).toMatch(
        /✔ Training +machine-failure Deployed, houses RejectedByQualityGate, flowers Deployed/,
      );
      expect(await endpoints()).toEqual(
        ["flowers", "houses", "machine-failure"].map((model) => `mlplatform-local-${model}`),
      );
      expect(await configurationOf("mlplatform-local-machine-failure")).toBe(first);
    });

    test("each answers: npm run predict", async () => {
      const house = write("ask-houses.csv", ["id,size,rooms,town", "H600,100,3,Ulm", "H601,50,1,Kiel"]);
      const [header, large, small] = (await succeed("predict", "local", "houses", house)).output.trim().split("\n");
      expect(header).toBe("prediction");
      expect(Number(large)).toBeGreaterThan(Number(small));
      const flower = write("ask-flowers.csv", ["petal length,petal width,colour", "1.4,0.5,white", "5.6,2.0,violet"]);
      const { output } = await succeed("predict", "local", "flowers", flower);
      expect(output.split("\n").map((line) => line.split(",")[0])).toEqual(["label", "setosa", "virginica", ""]);
    });

    test("a run is followed, repeated, and stopped", async () => {
      const followed = await succeed("runs", "local", "--follow", "last");
      expect(followed.output).toMatch(/✔ Run +Deployed/);
      const again = begin(["runs", "local", "houses", "--again", "last"]);
      await again.said(/Preprocess/);
      expect((await succeed("runs", "local", "houses", "--stop", "last")).output).toMatch(/^Stopped: .*-again-/);
      const { code, output } = await again.finished;
      expect(code).toBe(1);
      expect(output).toMatch(/Run +ABORTED/);
      expect((await succeed("runs", "local")).output).toMatch(/houses\/houses\.csv +Aborted/);
    });
  });

  describe("npm start -- --remove", () => {
    let output: string;

    beforeAll(async () => {
      await makeWhatRunsMake("houses-2");
      output = (await succeed("start", "--remove", "houses")).output;
    });

    test("destroys the model's stack, with what runs have made", () => {
      expect(output).toMatch(
        /model-houses: no longer in the code; 1 endpoint, 1 model, 1 model package deleted, [1-9]\d* files/,
      );
      expect(output).toMatch(/✔ Removed +model-houses \d+ destroyed/);
      expect(output).toMatch(/✔ Last run +machine-failure Deployed, flowers Deployed/);
    });

    test("the others serve what they served", async () => {
      expect(await endpoints()).toEqual(["flowers", "machine-failure"].map((model) => `mlplatform-local-${model}`));
      expect(await configurationOf("mlplatform-local-machine-failure")).toBe(first);
    });

    test("what was removed has left nothing behind, and a model with a longer name has lost nothing", async () => {
      expect((await deployedStacks(deployment())).map(({ name }) => name)).not.toContain("model-houses");
      const { Models } = await new SageMakerClient(aws()).send(new ListModelsCommand({ NameContains: "-houses" }));
      expect(Models!.map(({ ModelName }) => ModelName)).toEqual([modelOfRun("houses-2")]);
      const { logGroups } = await new CloudWatchLogsClient(aws()).send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: logOfEndpoint("houses") }),
      );
      expect(logGroups!.map(({ logGroupName }) => logGroupName)).toEqual([logOfEndpoint("houses-2")]);
      const { stateMachines } = await new SFNClient(aws()).send(new ListStateMachinesCommand({}));
      expect(stateMachines!.filter(({ name }) => name!.includes("houses"))).toEqual([]);
      expect(await keysNaming("houses")).toEqual([]);
      expect((await succeed("runs", "local", "--json")).output).not.toContain('"model": "houses"');
    });

    test("the other stacks are left as they were deployed, and a plain terraform plan finds nothing to change", async () => {
      for (const name of synthesis().names) expect(output).toContain(`${name}: as it was deployed\n`);
      expect(await Promise.all(["training", "model-flowers"].map(planOf))).toEqual([0, 0]);
    });
  });

  test("the model that ships learns from more data, and is asked about rows", async () => {
    const more = fewMachines("more-machines.csv", 3000);
    expect((await succeed("train", "local", "machine-failure", more)).output).toMatch(/✔ Run +\w+/);
    const { output } = await succeed("predict", "local", "machine-failure", fewMachines("rows.csv", 3));
    expect(output.trim().split("\n")).toHaveLength(4);
  });
});
