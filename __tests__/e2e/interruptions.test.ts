// A deployment is interrupted or killed at any moment: the next one converges, and nothing is left over.
// ROUNDS=20 npm run test:interruptions: this many random moments for each signal; SEED chooses others.
// WHOLE=1: anywhere in the deployment of all stacks, instead of the network alone; a round then takes minutes.
import "./environments/interruptions-folder";
import { work } from "./support/folder";
import { DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { deploymentOf } from "../../cli/deploy/deployment";
import { heldLocks } from "../../cli/deploy/locks";
import { stackPath } from "../../cli/deploy/stack-folder";
import { stacksWithState, stateOf } from "../../cli/deploy/states";
import { run } from "../../packages/process/run";
import { descendants, signal } from "../../packages/process/tree";
import { terraformRuns } from "../../packages/terraform/processes";
import { findTagged } from "../../cli/recover/tagged-resources";
import { type EnvironmentName, environmentByName } from "../../src/environments";
import { createStateBucket } from "../../cli/local-platform/state-bucket";
import { begin, succeed } from "./support/cli";
import { random } from "./support/data";
import { beginLocally, discardLocalAws, startEmptyLocalAws, succeedLocally } from "./support/local-aws";
import { aws, deployment as localPlatform, environment as clientVariables } from "./support/platform";

const rounds = Number(process.env.ROUNDS ?? 1);
const seed = Number(process.env.SEED ?? 1);
const whole = process.env.WHOLE === "1";
/** No name means all stacks. */
const stacks: readonly string[] = whole ? [] : ["network"];
/** About as long as the applies take, in milliseconds. */
const longest = whole ? 90_000 : 10_000;

jest.setTimeout(rounds * (whole ? 900_000 : 300_000) + 300_000);
beforeAll(async () => {
  await startEmptyLocalAws();
  await createStateBucket(aws());
});
afterAll(discardLocalAws);

interface Round {
  readonly name: EnvironmentName;
  readonly signal: NodeJS.Signals;
  readonly moment: number;
}

/** In parallel, each in its own environment, which also shows that they do not disturb each other. */
const signals = [
  ["dev", "SIGKILL"],
  ["staging", "SIGTERM"],
  // Its storage could not be destroyed again, because it retains data.
  ...(whole ? [] : [["prod", "SIGINT"] as const]),
] as const;

test("after every interruption the next deployment converges, and nothing is left over", async () => {
  const outcomes = await Promise.all(
    signals.map(async ([name, signal], index) => {
      const next = random(seed + index);
      const results: string[] = [];
      for (let round = 0; round < rounds; round++) {
        const moment = Math.round(next() * longest);
        results.push(await interrupt({ name, signal, moment }));
      }
      return results;
    }),
  );
  expect(outcomes.flat().filter((outcome) => !outcome.endsWith("converged"))).toEqual([]);
  console.log(outcomes.flat().join("\n"));
});

describe("Ctrl-C in the middle of npm start", () => {
  test("Terraform saves what it has made, and the command ends with 130", async () => {
    const start = begin(["start"]);
    await start.said(/network: \d+ to add/);
    // Terraform waits 10 s for the VPC, so it is still at work once the VPC is there.
    while (!(await ownVpc())) await pause(200);
    start.child.kill("SIGINT");
    const { code, output } = await start.finished;
    expect(code).toBe(130);
    expect(output).toContain("Stack network: interrupted; Terraform finishes what it has begun and saves its state …");
    expect(output).toContain("What was done is saved. To go on from here: npm start (npm stop removes what was made)");
  });

  test("npm stop then removes it, and proves it", async () => {
    const { output } = await succeed("stop");
    expect(output).toMatch(/✔ Stacks +(storage \d+, )?network [1-9]\d*(, storage \d+)? destroyed/);
    expect(output).toContain("Nothing is left.");
    expect(existsSync(join(work, ".local", "aws"))).toBe(false);
  });
});

test("npm stop removes what a killed npm start made, and leaves nothing", async () => {
  const start = begin(["start"]);
  await start.said(/… Deployment/);
  while ((await heldLocks(localPlatform())).length === 0) await pause(500);
  await pause(10_000);
  // Not the local AWS: the real one would still be there.
  const children = descendants(start.child.pid!).filter(({ command }) => /terraform|cdktf/.test(command));
  for (const { pid } of children) signal(pid, "SIGKILL");
  signal(start.child.pid!, "SIGKILL");
  await start.finished;
  const { output } = await succeed("stop");
  expect(output).toContain("a run was killed: it is finished first");
  expect(output).toMatch(/\d+ to adopt/);
  expect(output).toContain("Nothing is left.");
});

async function ownVpc(): Promise<boolean> {
  const { Vpcs } = await new EC2Client(aws()).send(new DescribeVpcsCommand({}));
  return Vpcs!.some(({ IsDefault }) => !IsDefault);
}

/** Returns one line: the signal, the moment, what was adopted, and whether everything is up to date. */
async function interrupt({ name, signal: kind, moment }: Round): Promise<string> {
  const first = beginLocally("deploy", name, ...stacks, "--yes");
  await first.said(/network: \d+ to add/);
  await pause(moment);
  kill(name, first.child.pid!, kind);
  await first.finished;
  const { output } = await succeedLocally("deploy", name, ...stacks, "--yes");
  const adopted = [...output.matchAll(/(\d+) to adopt/g)].reduce((sum, [, count]) => sum + Number(count), 0);
  const again = await succeedLocally("deploy", name, ...stacks);
  const verdict = again.output.includes(`${name} is up to date.`) ? await leftOver(name) : "a second plan is not empty";
  await reset(name);
  return `${kind} after ${moment} ms: ${adopted} adopted, ${verdict ?? "converged"}`;
}

/** Ctrl-C and SIGTERM reach only the command; a machine that dies takes everything with it. */
function kill(name: EnvironmentName, command: number, kind: NodeJS.Signals): void {
  if (kind !== "SIGKILL") return signal(command, kind);
  // From the command down, so that nobody starts another Terraform meanwhile.
  const family = [command, ...descendants(command).map(({ pid }) => pid)];
  for (const pid of family) signal(pid, kind);
  const { folder } = deploymentOf(name, { command: "deploy" });
  const orphans = terraformRuns().filter((run) => run.folder?.startsWith(`${folder}/`));
  for (const { pid } of orphans) signal(pid, kind);
}

/** Every resource with the environment's tags must be in the state, and only once. */
async function leftOver(name: EnvironmentName): Promise<string | undefined> {
  const deployment = {
    ...deploymentOf(name, { command: "deploy" }),
    environment: environmentByName(name, clientVariables()),
    aws: aws(),
  };
  const names = await stacksWithState(deployment);
  const states = await Promise.all(names.map((stack) => stateOf(deployment, stack).read()));
  const resources = states.flatMap((state) => state?.resources ?? []);
  const known = new Set(resources.flatMap(({ instances }) => instances.map(({ attributes }) => attributes?.id)));
  const ids = [...(await findTagged(deployment.aws, name)).values()].flat();
  const orphans = ids.filter((id) => !known.has(id));
  return orphans.length > 0 ? `left over: ${orphans.join(", ")}` : undefined;
}

async function reset(name: EnvironmentName): Promise<void> {
  if (whole) return void (await succeedLocally("destroy", name, "--confirm", name));
  const { code, lines } = await run("terraform", ["destroy", "-auto-approve", "-input=false", "-no-color"], {
    cwd: stackPath(deploymentOf(name, { command: "destroy" }), "network"),
    env: { ...clientVariables(), TF_WORKSPACE: name },
  });
  if (code !== 0) throw new Error(lines.join("\n"));
}
