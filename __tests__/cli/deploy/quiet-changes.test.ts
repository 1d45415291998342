// Plans in which no resource is added, changed or destroyed still have to be applied, and are drift until they are. With
// the real Terraform and its built-in resource, so that each plan is what Terraform makes of such code.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDrift } from "../../../cli/ci/drift";
import { deployStacks } from "../../../cli/deploy/deploy-stacks";
import type { Deployment } from "../../../cli/deploy/deployment";
import { planStack } from "../../../cli/plan/plan";
import { toolsPath } from "../../../cli/setup/tools-path";
import { Steps } from "../../../cli/terminal/steps";
import { makeReviewFile } from "../../../packages/plan-review/review-file";
import { run } from "../../../packages/process/run";
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

/** What the command line works on, with the state in the folder of the stack instead of a bucket. */
function deploymentIn(folder: string): Deployment {
  const variables = { ...process.env, PATH: toolsPath(process.env.PATH), CHECKPOINT_DISABLE: "1" };
  return { folder, variables, environment: { name: "dev" } } as unknown as Deployment;
}

function write(folder: string, code: object): void {
  mkdirSync(join(folder, "stacks", "storage"), { recursive: true });
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ stacks: { storage: { dependencies: [] } } }));
  writeFileSync(join(folder, "stacks", "storage", "cdk.tf.json"), JSON.stringify(code));
}

async function drifts(deployment: Deployment): Promise<boolean> {
  const planned = await planStack(deployment, "storage", { log: join(deployment.folder, "log") });
  return isDrift(makeReviewFile({ environment: "dev", stacks: [planned] }));
}

test.each(Object.entries(changes))(
  "a plan that only %s is drift, and a deployment applies it",
  async (_name, after) => {
    const folder = scratch();
    const deployment = deploymentIn(folder);
    write(folder, before);
    const options = { cwd: join(folder, "stacks", "storage"), env: deployment.variables };
    expect((await run("terraform", ["init"], options)).lines.join("\n")).toContain("successfully initialized");
    expect((await run("terraform", ["apply", "-auto-approve"], options)).code).toBe(0);
    expect(await drifts(deployment)).toBe(false);

    write(folder, after);
    expect(await drifts(deployment)).toBe(true);
    jest.spyOn(console, "log").mockReturnValue();
    const steps = new Steps({ write: () => true } as unknown as NodeJS.WriteStream);
    const deploy = { stacks: ["storage"] as const, log: join(folder, "log"), yes: true, again: "npm run deploy" };
    expect(await deployStacks(steps, deployment, deploy)).toEqual(["storage"]);
    expect(await drifts(deployment)).toBe(false);
    expect(await deployStacks(steps, deployment, deploy)).toEqual([]);
  },
);
