// Three environments in one account: bootstrapped, deployed, reviewed, locked and destroyed by CI's commands.
import "./environments/folder";
import "./support/folder";
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { CreateModelCommand, ListModelsCommand, SageMakerClient } from "@aws-sdk/client-sagemaker";
import { ListTopicsCommand, SNSClient, TagResourceCommand } from "@aws-sdk/client-sns";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { run } from "../../packages/process/run";
import { scikitLearnImage } from "../../src/training/scikit-learn-image";
import { beginLocally, discardLocalAws, locally, startEmptyLocalAws, succeedLocally } from "./support/local-aws";
import { reallyRun } from "../docs/really-run";
import { everyDocumentedCommandRan, succeed } from "./support/cli";
import { root, work } from "./support/folder";
import { aws, environment, s3 } from "./support/platform";
import { workflowsLeadAPlatform } from "../workflows/full/whole-life";

jest.setTimeout(900_000);
beforeAll(startEmptyLocalAws);
afterAll(discardLocalAws);

const bucket = "mlplatform-state-123456789012";
const stacks = ["network", "storage", "retention", "training", "model-machine-failure"] as const;
const deployed = ["dev", "staging", "prod"] as const;
const folderOf = (name: string, stack: string) => join(work, "cdktf.out", "environments", name, "stacks", stack);

describe("an account that nothing was made in", () => {
  test("deploy says what has to be made first", async () => {
    const { code, output } = await locally("deploy", "dev", "--yes");
    expect(code).toBe(1);
    expect(output).toContain(
      `The bucket for the Terraform state, ${bucket}, does not exist yet. Make it, once per account: npm run bootstrap -- dev`,
    );
  });

  test("npm run bootstrap makes it, and its own state lies in it", async () => {
    const { output } = await succeed("local", "npm", "run", "-s", "bootstrap", "--", "dev", "--yes");
    expect(output).toContain("mlplatform-dev-ci-deploy");
    expect(await stateKeys()).toEqual(["mlplatform/bootstrap/terraform.tfstate"]);
  });

  test("a second time changes nothing", async () => {
    expect((await succeedLocally("bootstrap", "dev", "--yes")).output).toMatch(/✔ Plan +nothing to change/);
  });

  test("the wrong account is refused before anything is made", async () => {
    const args = ["env", "-u", "LOCAL_AWS_ACCOUNT", process.execPath, join(root, "cli", "run.mjs"), "deploy", "dev"];
    await expect(succeed("local", ...args)).rejects.toThrow(
      "These credentials are those of account 123456789012 (arn:aws:iam::123456789012:root), but the environment dev belongs to 111111111111.",
    );
  });
});

describe("three environments in one account", () => {
  test("are deployed, also side by side", async () => {
    await Promise.all(
      deployed.map(async (name) => {
        const { output } = await succeedLocally("deploy", name, "--yes");
        expect(output).toMatch(new RegExp(`model-machine-failure.* deployed to ${name}`));
      }),
    );
  });

  test("have their states side by side in the one bucket", async () => {
    const expected = deployed.flatMap((name) => stacks.map((stack) => `mlplatform/${name}/${stack}/terraform.tfstate`));
    expect(await stateKeys()).toEqual(["mlplatform/bootstrap/terraform.tfstate", ...expected].sort());
  });

  test.each(deployed)("%s: a second plan is empty", async (name) => {
    const { output } = await succeedLocally("deploy", name);
    for (const stack of stacks) expect(output).toContain(`${stack}: nothing to change`);
    expect(output).toContain(`${name} is up to date.`);
  });

  test("publish what a person needs", async () => {
    const { output } = await succeedLocally("outputs", "dev", "--json");
    const json = JSON.parse(output.slice(output.indexOf("{"))) as Record<string, Record<string, unknown>>;
    expect(json.storage!.data_bucket_name).toBe("mlplatform-dev-data-123456789012");
    expect(json["model-machine-failure"]!.upload_uri).toBe(
      "s3://mlplatform-dev-data-123456789012/incoming/machine-failure/",
    );
    expect(Object.keys(json.network!).filter((output) => output.startsWith("cross-stack"))).toEqual([]);
  });

  test("npm run diff shows it in Terraform's words", async () => {
    const { output } = await succeedLocally("diff", "dev", "storage");
    expect(output).toContain("No changes. Your infrastructure matches the configuration.");
  });

  test("npm run smoke asks what is deployed", async () => {
    const { output } = await succeedLocally("smoke", "dev");
    expect(output).toMatch(/✔ machine-failure +no endpoint yet: no run has deployed a model/);
  });

  test("a plan that was synthesized for one cannot be made in another's workspace", async () => {
    const env = { ...environment(), TF_WORKSPACE: "staging" };
    const { code, lines } = await run("terraform", ["plan", "-input=false", "-no-color"], {
      cwd: folderOf("dev", "network"),
      env,
    });
    expect(code).toBe(1);
    expect(lines.join(" ").replace(/[│\s]+/g, " ")).toContain(
      'These stacks were synthesized for "dev", but the workspace is "staging".',
    );
  });

  test("plain cdktf deploys too, once the workspace exists", async () => {
    const output = join(work, "plain.out");
    const variables = ["TF_WORKSPACE=staging", "CI=true"];
    const command = ["cdktf", "deploy", "network", "--auto-approve", "--skip-provider-lock", "--output", output];
    const plain = await succeed("local", "env", ...variables, ...command);
    expect(plain.output).toContain("No changes.");
  });
});

describe("while another run is at work", () => {
  test("in the same checkout: refused, naming it", async () => {
    const first = beginLocally("deploy", "dev", "network");
    await first.said(/… Deployment/);
    const { code, output } = await locally("deploy", "dev", "network");
    expect(code).toBe(1);
    expect(output).toMatch(/`npm run deploy -- dev` \(process \d+\) is at work here\. Wait until it is done/);
    expect((await first.finished).code).toBe(0);
  });

  test("elsewhere: refused, saying who, since when, and what to do if it is dead", async () => {
    await lock("ci@runner");
    const { code, output } = await locally("deploy", "dev", "network", "--yes");
    expect(code).toBe(1);
    expect(output).toContain(
      "network is locked since 2026-01-01T00:00:00Z by ci@runner (apply)\n" +
        "Somebody is deploying dev, or a run was killed. Wait until it is done. If you know that it is dead: npm run recover -- dev",
    );
  });

  test("a person who knows that it is dead recovers", async () => {
    const { output } = await succeedLocally("recover", "dev", "--yes");
    expect(output).toMatch(/✔ Unlock +network/);
    expect(output).toContain("dev is up to date.");
  });

  test("what it made and could not save is found before it is made a second time", async () => {
    await forget("network");
    const { code, output } = await locally("deploy", "dev");
    expect(code).toBe(1);
    expect(output).toMatch(/✘ Orphans +\d+ that no state knows/);
    expect(output).toMatch(/network\/Vpc\/Resource exists as vpc-\w+/);
    expect(output).toContain("There is no terminal to answer on: add --yes. Nothing was changed.");
  });

  test("what is somebody else's by its tags is not adopted", async () => {
    await forget("network");
    await forget("training");
    await forget("model-machine-failure");
    await tagTopic("prod");
    const { code, output } = await locally("recover", "dev", "--yes");
    await tagTopic("dev");
    expect(code).toBe(1);
    expect(output).toMatch(/network\/Vpc\/Resource exists as vpc-\w+, but no state knows it/);
    expect(output).toMatch(/network: .*\b\d+ to adopt/);
    expect(output).toMatch(
      /training\/FailureTopic\/Resource exists as \S+, but its tags say that it is somebody else's \(Environment: prod\)/,
    );
  });

  test("deploy stops at a name that is taken, adopts, and goes on", async () => {
    await succeedLocally("recover", "dev", "--yes");
    // None of it has tags that a search would find.
    await forget("model-machine-failure");
    const { output } = await succeedLocally("deploy", "dev", "--yes");
    expect(output).toContain("It exists, but the state does not know it");
    expect(output).toMatch(
      /model-machine-failure\/StateMachine\/Resource exists as arn:aws:states:\S+, but no state knows it/,
    );
    expect((await succeedLocally("deploy", "dev")).output).toContain("dev is up to date.");
  });

  test("of this machine, and dead: deploy recovers where it may, and otherwise says how", async () => {
    await lock(`${userInfo().username}@${hostname()}`);
    const { code, output } = await locally("deploy", "dev", "network");
    expect(code).toBe(1);
    expect(output).toContain("There is no terminal to answer on: add --yes. Nothing was changed.");
    expect((await succeedLocally("deploy", "dev", "network", "--yes")).output).toMatch(/✔ Unlock +network/);
  });
});

describe("what was reviewed", () => {
  const file = join(work, "review", "dev.json");
  afterAll(() => rmSync(join(work, "review"), { recursive: true, force: true }));

  test("is deployed, when the plan is the same", async () => {
    const reviewed = await succeedLocally("review", "dev");
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(join(work, "review", "dev.md"), "utf8")).toContain("<!-- mlplatform-review:dev -->");
    expect(reviewed.code).toBe(0);
    expect((await succeedLocally("deploy", "dev", "--reviewed", file)).output).toContain("dev is up to date.");
  });

  test("is not deployed to another environment", async () => {
    const { code, output } = await locally("deploy", "staging", "--reviewed", file);
    expect(code).toBe(1);
    expect(output).toContain(
      "is the review of dev, not of staging. Give the one of staging: npm run review -- staging",
    );
  });
});

// Destroys staging at the end.
describe("the workflows", workflowsLeadAPlatform);

describe("npm run destroy", () => {
  test("needs the environment's name", async () => {
    const { code, output } = await locally("destroy", "staging");
    expect(code).toBe(1);
    expect(output).toContain("There is no terminal to answer on: add --confirm staging. Nothing was changed.");
  });

  test("refuses an environment that holds data", async () => {
    const { code, output } = await locally("destroy", "prod", "--confirm", "prod");
    expect(code).toBe(1);
    expect(output).toContain(
      "prod may not be destroyed: it holds data, and src/environments/prod.ts says allowDataDestroy: false.",
    );
  });

  test("refuses a stack that another one needs", async () => {
    const { code, output } = await locally("destroy", "dev", "network", "--confirm", "dev");
    expect(code).toBe(1);
    expect(output).toMatch(/Stack \S+ is deployed and reads outputs of network\./);
  });

  test("removes dev with the models of its runs, and leaves prod and others' models whole", async () => {
    const ofRuns = ["dev", "prod"].map((name) => `${name}-machine-failure--model-${"0".repeat(12)}-0-0`);
    await makeModels([...ofRuns, "dev-model-1"]);
    const { output } = await succeedLocally("destroy", "dev", "--confirm", "dev");
    expect(output).toContain("1 model, 0 model packages deleted");
    expect(await modelNames()).toEqual(["dev-model-1", ofRuns[1]]);
    for (const stack of stacks) expect(output).toMatch(new RegExp(`✔ Stacks .*${stack} [1-9]\\d*.* destroyed`));
    expect(output).toContain("of dev are gone.");
    expect((await succeedLocally("deploy", "prod")).output).toContain("prod is up to date.");
  });

  test("npm stop does not throw the others away", async () => {
    await expect(succeed("stop")).rejects.toThrow(
      /The local AWS holds more than the environment local: bootstrap, .*prod\/network, .*prod\/storage\b.*\./,
    );
  });
});

everyDocumentedCommandRan(reallyRun.environments);

async function stateKeys(): Promise<string[]> {
  const { Contents = [] } = await s3().send(new ListObjectsV2Command({ Bucket: bucket }));
  const keys = Contents.map(({ Key }) => Key!).sort();
  for (const Key of keys) await s3().send(new GetObjectCommand({ Bucket: bucket, Key }));
  return keys;
}

/** As if the run that created a stack had been killed before it could save. */
async function forget(stack: string): Promise<void> {
  await s3().send(new DeleteObjectCommand({ Bucket: bucket, Key: `mlplatform/dev/${stack}/terraform.tfstate` }));
}

async function makeModels(names: readonly string[]): Promise<void> {
  const client = new SageMakerClient(aws());
  const ExecutionRoleArn = "arn:aws:iam::123456789012:role/any";
  const PrimaryContainer = { Image: scikitLearnImage("us-east-1").uri };
  for (const ModelName of names) {
    await client.send(new CreateModelCommand({ ModelName, ExecutionRoleArn, PrimaryContainer }));
  }
}

async function modelNames(): Promise<string[]> {
  const { Models = [] } = await new SageMakerClient(aws()).send(new ListModelsCommand({}));
  return Models.map(({ ModelName }) => ModelName!).sort();
}

async function tagTopic(environmentName: string): Promise<void> {
  const client = new SNSClient(aws());
  const { Topics = [] } = await client.send(new ListTopicsCommand({}));
  const ResourceArn = Topics.map(({ TopicArn }) => TopicArn!).find((arn) => arn.includes("mlplatform-dev-"));
  await client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: "Environment", Value: environmentName }] }));
}

async function lock(who: string): Promise<void> {
  const info = { ID: "1f0d2c6e-2ad5-7a6b-8c43-55d7fc4c1a4e", Operation: "OperationTypeApply", Who: who };
  const Body = JSON.stringify({ ...info, Info: "", Version: "1.11.4", Created: "2026-01-01T00:00:00Z", Path: "" });
  await s3().send(
    new PutObjectCommand({ Bucket: bucket, Key: "mlplatform/dev/network/terraform.tfstate.tflock", Body }),
  );
}
