// Plans in which no resource is added, changed or destroyed still have to be applied, and count as drift until they
// are. Uses the real Terraform and its built-in resource, so that each plan is what Terraform makes of such code.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDrift } from "../../../cli/ci/drift";
import { deployStacks } from "../../../cli/deploy/deploy-stacks";
import type { SynthesizedDeployment } from "../../../cli/deploy/deployment";
import { planStack } from "../../../cli/deploy/plan-stack";
import { toolsPath } from "../../../cli/setup/tools-path";
import { Steps } from "../../../cli/terminal/steps";
import { fileOf } from "../../../packages/plan-review/tests/support";
import { codeFile, SynthesizedStack, Synthesis } from "../../../packages/terraform/synthesis";
import { AwsStub } from "../../lambda-src/support/aws-stub";
import { environment } from "../../support/environments";
import { scratch } from "../../support/scratch";

jest.setTimeout(60_000);

const thing = { "//": { metadata: { path: "storage/Thing" } } };
const before = {
  resource: { terraform_data: { Thing: thing, Other: thing } },
  output: { Name: { value: "before" } },
};

const changes: Readonly<Record<string, object>> = {
  "moves a resource": {
    ...before,
    resource: { terraform_data: { Renamed: thing, Other: thing } },
    moved: [{ from: "terraform_data.Thing", to: "terraform_data.Renamed" }],
  },
  "imports a resource": {
    ...before,
    resource: { terraform_data: { Thing: thing, Other: thing, Found: thing } },
    import: [{ to: "terraform_data.Found", id: "an-id" }],
  },
  "forgets a resource": {
    ...before,
    resource: { terraform_data: { Other: thing } },
    removed: [{ from: "terraform_data.Thing", lifecycle: { destroy: false } }],
  },
  "changes an output": { ...before, output: { Name: { value: "after" } } },
};

let aws: AwsStub;
beforeAll(async () => {
  aws = await AwsStub.start();
  // No state in any bucket: a read-only deployment stores it in the stack's folder.
  aws.reset(() => ({ body: "<ListBucketResult></ListBucketResult>" }));
  jest.spyOn(console, "log").mockReturnValue();
});
afterAll(() => aws.stop());

function deploymentOf(folder: string, code: object): SynthesizedDeployment {
  const path = join(folder, "stacks", "storage");
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, codeFile), JSON.stringify(code));
  return {
    environment: environment("dev"),
    folder,
    aws: { region: "us-east-1", endpoint: process.env.AWS_ENDPOINT_URL!, forcePathStyle: true },
    variables: { PATH: toolsPath(process.env.PATH), CHECKPOINT_DISABLE: "1" },
    log: join(folder, "log"),
    again: "npm run deploy -- dev",
    readOnly: true,
    synthesis: new Synthesis([new SynthesizedStack("storage", path)]),
  };
}

async function drifts(deployment: SynthesizedDeployment): Promise<boolean> {
  return isDrift(fileOf([await planStack(deployment, "storage")]));
}

async function deploy(deployment: SynthesizedDeployment): Promise<readonly string[] | undefined> {
  const steps = new Steps({ write: () => true } as unknown as NodeJS.WriteStream);
  return deployStacks(steps, deployment, { stacks: ["storage"], yes: true });
}

test.each(Object.entries(changes))(
  "a plan that only %s is drift, and a deployment applies it",
  async (_name, after) => {
    const folder = scratch();
    expect(await deploy(deploymentOf(folder, before))).toEqual(["storage"]);
    expect(await drifts(deploymentOf(folder, before))).toBe(false);

    const changed = deploymentOf(folder, after);
    expect(await drifts(changed)).toBe(true);
    expect(await deploy(changed)).toEqual(["storage"]);
    expect(await drifts(changed)).toBe(false);
    expect(await deploy(changed)).toEqual([]);
  },
);
