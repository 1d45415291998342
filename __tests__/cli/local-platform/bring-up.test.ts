// When `npm start` may train: as soon as the stacks of the models are deployed, while others still settle.
import { runDeployment } from "../../../cli/deploy/deploy-stacks";
import type { DeployOptions } from "../../../cli/deploy/deploy-run";
import type { Deployment } from "../../../cli/deploy/deployment";
import { awaitTerraformRuns, releaseStaleLocks } from "../../../cli/deploy/locks";
import { describeSynthesis, synthesize } from "../../../cli/deploy/synthesize";
import { bringUp, type BringUpOptions } from "../../../cli/local-platform/bring-up";
import { isAsDeployed, rememberDeployed } from "../../../cli/local-platform/as-deployed";
import { destroyRemoved } from "../../../cli/local-platform/removed";
import { createStateBucket } from "../../../cli/local-platform/state-bucket";
import { Steps } from "../../../cli/terminal/steps";
import { Synthesis, type SynthesizedStack } from "../../../packages/terraform/synthesis";

// Factories, because jest would load AWS's clients only to see what it has to mock.
jest.mock("../../../cli/deploy/deploy-stacks", () => ({ runDeployment: jest.fn() }));
jest.mock("../../../cli/deploy/locks", () => ({ awaitTerraformRuns: jest.fn(), releaseStaleLocks: jest.fn() }));
jest.mock("../../../cli/deploy/synthesize", () => ({ describeSynthesis: jest.fn(), synthesize: jest.fn() }));
jest.mock("../../../cli/local-platform/as-deployed", () => ({ isAsDeployed: jest.fn(), rememberDeployed: jest.fn() }));
jest.mock("../../../cli/local-platform/removed", () => ({ destroyRemoved: jest.fn() }));
jest.mock("../../../cli/local-platform/state-bucket", () => ({ createStateBucket: jest.fn() }));
jest.mock("../../../cli/recover/adoption", () => ({ adoptionFor: jest.fn() }));

const stack = (name: string, ...dependencies: string[]) =>
  ({ name, dependencies, folder: "/none" }) as unknown as SynthesizedStack;
const synthesis = new Synthesis([
  stack("storage"),
  stack("retention", "storage"),
  stack("training", "storage"),
  stack("model-a", "training"),
]);

let options: DeployOptions;
let end: { done: (changed: readonly string[]) => void; failed: (error: Error) => void };

beforeEach(() => {
  jest.mocked(synthesize).mockImplementation(async (deployment) => ({ ...deployment, synthesis }));
  jest.mocked(describeSynthesis).mockReturnValue("");
  jest.mocked(createStateBucket).mockResolvedValue();
  jest.mocked(awaitTerraformRuns).mockResolvedValue();
  jest.mocked(releaseStaleLocks).mockResolvedValue(false);
  jest.mocked(destroyRemoved).mockResolvedValue();
  jest.mocked(runDeployment).mockImplementation((_progress, _deployment, given) => {
    options = given;
    return new Promise((done, failed) => (end = { done, failed }));
  });
});

const settle = () => new Promise((done) => setTimeout(done, 10));

async function begin(more: BringUpOptions = {}) {
  const steps = new Steps({ write: () => true } as unknown as NodeJS.WriteStream);
  const up = bringUp(steps, { environment: { name: "local" } } as Deployment, more);
  await settle();
  return up;
}
const settled = (...stacks: readonly [string, boolean][]) =>
  stacks.forEach(([name, changed]) => options.onSettled!(name, changed));

test("it goes on once the models and all that they need are there, and the rest can be waited for", async () => {
  const up = begin();
  await settle();
  settled(["storage", false], ["training", false]);
  let isUp = false;
  void up.then(() => (isUp = true));
  await settle();
  expect(isUp).toBe(false);
  settled(["model-a", true]);
  const { changed, finish } = await up;
  expect(changed).toEqual(["model-a"]);
  let over = false;
  const finished = finish().then(() => (over = true));
  await settle();
  expect(over).toBe(false);
  settled(["retention", true]);
  end.done(["model-a", "retention"]);
  await finished;
  await finish();
});

test("what no model needs is no reason to train again", async () => {
  const up = begin();
  await settle();
  settled(["storage", false], ["retention", true], ["training", false], ["model-a", false]);
  end.done(["retention"]);
  expect((await up).changed).toEqual([]);
});

test("a failure before that is the command's failure; one afterwards comes with the rest", async () => {
  const failing = begin();
  await settle();
  end.failed(new Error("no VPC"));
  await expect(failing).rejects.toThrow("no VPC");

  const late = begin();
  await settle();
  settled(["storage", true], ["training", true], ["model-a", true]);
  const { finish } = await late;
  end.failed(new Error("no rules"));
  await expect(finish()).rejects.toThrow("no rules");
});

describe("a start about one model", () => {
  async function optionsOf(more: BringUpOptions): Promise<DeployOptions> {
    const up = begin(more);
    await settle();
    settled(["storage", false], ["training", false], ["model-a", false]);
    end.done([]);
    await (await up).finish();
    return options;
  }

  test("leaves alone what is as it was deployed; any other start plans every stack", async () => {
    jest.mocked(isAsDeployed).mockResolvedValue(true);
    await expect((await optionsOf({ onlyChanged: true })).leave!("storage")).resolves.toBe(true);
    expect((await optionsOf({})).leave).toBeUndefined();
  });

  test("plans every stack after a run that was killed", async () => {
    jest.mocked(releaseStaleLocks).mockResolvedValue(true);
    expect((await optionsOf({ onlyChanged: true })).leave).toBeUndefined();
  });

  test("every stack that matches its code is remembered", async () => {
    jest.mocked(rememberDeployed).mockClear();
    await optionsOf({});
    expect(jest.mocked(rememberDeployed).mock.calls.map(([, stack]) => stack)).toEqual([
      "storage",
      "training",
      "model-a",
    ]);
  });
});
