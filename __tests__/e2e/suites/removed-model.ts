// A second model next to the first: once it is no longer in the code, it is removed completely and automatically.
import { ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { CreateModelCommand, ListModelsCommand, SageMakerClient } from "@aws-sdk/client-sagemaker";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { deployedStacks } from "../../../cli/deploy/states";
import { bringUp } from "../../../cli/local-platform/bring-up";
import { overlay } from "../../../cli/paths";
import { Steps } from "../../../cli/terminal/steps";
import { jobNamePrefix } from "../../../contracts/steps";
import { scikitLearnImage } from "../../../src/training/scikit-learn-image";
import { succeed } from "../support/cli";
import { aws, deployment } from "../support/platform";

const extra = { target: "Machine failure", task: "classification", drop: [] };
const before = existsSync(overlay) ? readFileSync(overlay, "utf8") : undefined;
const restore = () => (before === undefined ? rmSync(overlay, { force: true }) : writeFileSync(overlay, before));

describe("a model that is no longer in the code", () => {
  afterAll(restore);

  test("was deployed beside the others, in a stack of its own", async () => {
    const models = {
      ...(before ? (JSON.parse(before) as { models: object }).models : {}),
      extra: { definition: extra },
    };
    writeFileSync(overlay, JSON.stringify({ models }));
    const { finish } = await bringUp(new Steps(process.stderr), deployment());
    await finish();
    const names = (await deployedStacks(deployment())).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["model-extra", "model-machine-failure", "training"]));
    await makeModel(`${jobNamePrefix("local", "extra", "model")}-${"0".repeat(12)}-0-0`);
    await makeModel(`${jobNamePrefix("local", "extra-2", "model")}-${"0".repeat(12)}-0-0`);
  });

  test("npm start destroys its stack and what its runs made, and changes nothing else", async () => {
    restore();
    const { output } = await succeed("start");
    expect(output).toContain("model-extra: no longer in the code; 0 endpoints, 1 model, 0 model packages deleted");
    expect(output).toMatch(/✔ Removed +model-extra \d+ destroyed/);
    expect(output).toMatch(/✔ Deployment +nothing to change/);
    expect((await deployedStacks(deployment())).map(({ name }) => name)).not.toContain("model-extra");
    const { stateMachines = [] } = await new SFNClient(aws()).send(new ListStateMachinesCommand({}));
    expect(stateMachines.filter(({ name }) => name!.includes("extra"))).toEqual([]);
    const { Models = [] } = await new SageMakerClient(aws()).send(new ListModelsCommand({}));
    expect(Models.filter(({ ModelName }) => ModelName!.includes("-extra")).map(({ ModelName }) => ModelName)).toEqual([
      `local-extra-2--model-${"0".repeat(12)}-0-0`,
    ]);
  });
});

async function makeModel(ModelName: string): Promise<void> {
  const ExecutionRoleArn = "arn:aws:iam::123456789012:role/any";
  const PrimaryContainer = { Image: scikitLearnImage("us-east-1").uri };
  await new SageMakerClient(aws()).send(new CreateModelCommand({ ModelName, ExecutionRoleArn, PrimaryContainer }));
}
