// Environments in another region than those that ship: the whole life of one, from a copy of the checkout that says so.
import "./environments/region-folder";
import "./support/folder";
import { EC2Client, DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListEndpointsCommand, ListModelsCommand, SageMakerClient } from "@aws-sdk/client-sagemaker";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clientSettings } from "../../cli/local-aws/clients";
import type { Server } from "../../cli/local-aws/server-file";
import { generateSample } from "../../cli/data/sample";
import { python } from "../../cli/paths";
import { setUp } from "../../cli/setup";
import { run } from "../../packages/process/run";
import { fewMachines } from "./support/data";
import { root } from "./support/folder";

jest.setTimeout(900_000);

const region = "eu-central-1";
const copy = mkdtempSync(join(tmpdir(), "frankfurt-"));
const variables = { ...process.env, PLATFORM_WORK: undefined };

beforeAll(async () => {
  await setUp(() => undefined);
  await generateSample(python);
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
  for (const file of files.toString().split("\0").filter(Boolean)) {
    if (existsSync(join(root, file))) cpSync(join(root, file), join(copy, file));
  }
  for (const installed of ["node_modules", ".venv", ".tools"]) {
    if (existsSync(join(root, installed))) symlinkSync(join(root, installed), join(copy, installed));
  }
  for (const name of ["dev", "staging", "prod"]) {
    const file = join(copy, "src", "environments", `${name}.ts`);
    const text = readFileSync(file, "utf8");
    expect(text).toContain('region: "us-east-1"');
    writeFileSync(file, text.replace('region: "us-east-1"', `region: "${region}"`));
  }
  const start = "require('./cli/local-aws/start.ts').startLocalAws()";
  const { code, lines } = await run(process.execPath, ["--require", "tsx/cjs", "--eval", start], {
    cwd: copy,
    env: variables,
  });
  expect([code, lines]).toEqual([0, []]);
});

afterAll(async () => {
  await run(process.execPath, ["cli/run.mjs", "stop", "--discard"], { cwd: copy, env: variables });
  rmSync(copy, { recursive: true });
});

/** A command of the copy, as a client of its local AWS. */
async function succeed(...args: readonly string[]): Promise<string> {
  const command = ["cli/run.mjs", "local", process.execPath, join(copy, "cli", "run.mjs"), ...args];
  const { code, lines } = await run(process.execPath, command, { cwd: copy, env: variables });
  const output = lines.join("\n");
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}:\n${output}`);
  return output;
}

test("the account is bootstrapped there", async () => {
  expect(await succeed("bootstrap", "dev", "--yes")).toContain("mlplatform-dev-ci-deploy");
});

test("a review and an estimate say that prices are missing, and go on", async () => {
  await succeed("review", "dev");
  const comment = readFileSync(join(copy, "review", "dev.md"), "utf8");
  expect(comment).toContain(`there are no prices for ${region}`);
  expect(comment).toContain(`npm run prices -- --region ${region}`);
  await expect(succeed("cost", "dev")).rejects.toThrow(
    `There are no prices for "${region}". Regions with prices: us-east-1.`,
  );
});

test("every stack is deployed, and a second time has nothing to change", async () => {
  expect(await succeed("deploy", "dev", "--yes")).toMatch(/model-machine-failure.* deployed to dev/);
  expect(await succeed("deploy", "dev")).toContain("dev is up to date.");
});

test("a model is trained, and its endpoint answers", async () => {
  const trained = await succeed("train", "dev", "machine-failure", fewMachines("frankfurt.csv", 3000));
  expect(trained).toMatch(/✔ Run +Deployed/);
  const answers = await succeed("predict", "dev", "machine-failure", fewMachines("rows.csv", 3));
  expect(answers.trim().split("\n")).toHaveLength(4);
});

test("everything lies in that region, and nothing in the one that ships", async () => {
  const found = async (where: string) => {
    const client = { ...local(), region: where };
    const vpcs = await new EC2Client(client).send(new DescribeVpcsCommand({}));
    const functions = await new LambdaClient(client).send(new ListFunctionsCommand({}));
    const models = await new SageMakerClient(client).send(new ListModelsCommand({}));
    const endpoints = await new SageMakerClient(client).send(new ListEndpointsCommand({}));
    return {
      vpcs: vpcs.Vpcs!.filter(({ IsDefault }) => !IsDefault).length,
      functions: functions.Functions!.length,
      models: models.Models!.length,
      endpoints: endpoints.Endpoints!.length,
    };
  };
  expect(await found(region)).toEqual({ vpcs: 1, functions: 3, models: 1, endpoints: 1 });
  expect(await found("us-east-1")).toEqual({ vpcs: 0, functions: 0, models: 0, endpoints: 0 });
});

test("the environment is destroyed, and nothing of it is left", async () => {
  expect(await succeed("destroy", "dev", "--confirm", "dev")).toMatch(/network \d+ destroyed/);
  const { Endpoints } = await new SageMakerClient({ ...local(), region }).send(new ListEndpointsCommand({}));
  const { Vpcs } = await new EC2Client({ ...local(), region }).send(new DescribeVpcsCommand({}));
  expect([Endpoints, Vpcs!.filter(({ IsDefault }) => !IsDefault)]).toEqual([[], []]);
});

/** The settings of a client of the copy's local AWS. */
function local() {
  return clientSettings(JSON.parse(readFileSync(join(copy, ".local", "aws", "server.json"), "utf8")) as Server);
}
