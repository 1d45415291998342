// Plain cdktf as a separate way to deploy: it deploys every stack, a second plan is empty, it can alternate with `npm
// run deploy`, and it destroys everything again.
import "./environments/cdktf-folder";
import "./support/folder";
import { join } from "node:path";
import { readSynthesis } from "../../packages/terraform/synthesis";
import { deploymentOf } from "../../cli/deploy/deployment";
import { deployedStacks } from "../../cli/deploy/states";
import { environmentByName } from "../../src/environments";
import { reallyRun } from "../docs/really-run";
import { everyDocumentedCommandRan, type Finished, succeed } from "./support/cli";
import { work } from "./support/folder";
import { discardLocalAws, startEmptyLocalAws, succeedLocally } from "./support/local-aws";
import { aws, environment } from "./support/platform";

jest.setTimeout(900_000);
beforeAll(startEmptyLocalAws);
afterAll(discardLocalAws);

const output = join(work, "plain.out");

function cdktf(command: string, ...flags: readonly string[]): Promise<Finished> {
  const variables = ["TF_WORKSPACE=dev", "CI=true"];
  return succeed("local", "env", ...variables, "cdktf", command, "*", ...flags, "--output", output);
}

const stacks = () => readSynthesis(output).names;

/** Names of the stacks that have resources. */
async function deployed(): Promise<readonly string[]> {
  const variables = environment();
  const dev = {
    ...deploymentOf("dev", { command: "deploy" }),
    environment: environmentByName("dev", variables),
    aws: aws(),
  };
  return (await deployedStacks(dev)).map(({ name }) => name);
}

test("the workspaces are made before", async () => {
  await succeedLocally("bootstrap", "dev", "--yes");
  const made = await succeedLocally("workspaces", "dev");
  expect(made.output).toMatch(/✔ Workspaces +"dev" in network, storage/);
  expect(await deployed()).toEqual([]);
});

test("cdktf deploy '*' deploys every stack", async () => {
  await cdktf("deploy", "--auto-approve", "--skip-provider-lock");
  expect(stacks().length).toBeGreaterThan(2);
  expect(await deployed()).toEqual([...stacks()].sort());
});

test("a second plan is empty", async () => {
  for (const stack of stacks()) {
    const variables = ["TF_WORKSPACE=dev", "CI=true"];
    const diff = await succeed("local", "env", ...variables, "cdktf", "diff", stack, "--output", output);
    expect([stack, diff.output]).toEqual([stack, expect.stringContaining("No changes.")]);
  }
});

test("npm run deploy goes on from there", async () => {
  expect((await succeedLocally("deploy", "dev")).output).toContain("dev is up to date.");
});

test("cdktf destroy '*' leaves nothing", async () => {
  await cdktf("destroy", "--auto-approve");
  expect(await deployed()).toEqual([]);
});

everyDocumentedCommandRan(reallyRun.cdktf);
