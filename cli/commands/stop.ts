// `npm stop`: destroys every stack with Terraform, checks that nothing is left, and stops the local AWS.
import { existsSync, rmSync } from "node:fs";
import { UserError } from "../../packages/errors";
import { forgetOwnData } from "../data/own-models";
import { type Deployment, localDeployment, logOf } from "../deploy/deployment";
import { endTerraformRuns } from "../deploy/locks";
import { otherStates } from "../deploy/states";
import { takeDown } from "../local-platform/take-down";
import { findLeftovers, leftoverError, proof } from "../teardown";
import { deleteRuntimeResources, describeDeleted, removeServiceLogs } from "../teardown/run-time";
import { localAwsStatus } from "../local-aws/health";
import { hasSavedState, type Server } from "../local-aws/server-file";
import { startLocalAws } from "../local-aws/start";
import { endOrphans, stopLocalAws } from "../local-aws/stop";
import { Steps } from "../terminal/steps";
import { bold, count } from "../terminal/text";
import { state, synthesized } from "../paths";
import { withCommandLock } from "../command-lock";
import { setUp } from "../setup";

const again = "npm stop (npm stop -- --discard throws the local AWS away)";

/** `discard` deletes the local AWS with everything in it, for when destroying is not possible. */
export async function run({ discard }: { readonly discard: boolean }): Promise<number> {
  return withCommandLock("npm stop", () => stop(discard));
}

async function stop(discard: boolean): Promise<number> {
  const status = await localAwsStatus();
  if (status.kind === "absent" && !hasSavedState()) {
    await forget();
    console.log("Nothing is running, and nothing is left.");
    return 0;
  }
  const steps = new Steps();
  rmSync(logOf("stop", "local"), { force: true });
  console.log(`\n${bold(discard ? "Throwing the local AWS away" : "Removing everything, and proving it")}\n`);
  await steps.run(
    "Terraform",
    ({ note }) => endTerraformRuns({ folder: synthesized }, note),
    () => "no earlier run is at work",
  );
  const server = discard ? runningServer(status) : await removeEverything(steps);
  if (server) await steps.run("Local AWS", () => stopLocalAws(server), describeEnd);
  await forget();
  console.log(`\n  ${discard ? "Thrown away; nothing was proved." : "Nothing is left."} ${steps.total()}\n`);
  return 0;
}

/** Returns the server, which is needed for the final check and stopped afterwards. */
async function removeEverything(steps: Steps): Promise<Server> {
  await steps.run(
    "Tools",
    ({ note }) => setUp(note),
    ({ summary }) => summary,
  );
  // Asked even after a crash: only the services themselves know what exists.
  const { server } = await steps.run("Local AWS", startLocalAws, ({ server, how }) => `${how} at ${server.url}`);
  const deployment = localDeployment(server, { command: "stop", again });
  const { aws } = deployment;
  await refuseWithOthers(deployment);
  await steps.run("Models", () => deleteRuntimeResources(aws), describeDeleted);
  await takeDown(steps, deployment);
  await removeServiceLogs(aws);
  const findings = await steps.run(
    "Proof",
    () => findLeftovers(aws),
    (all) => `asked for ${all.length} kinds of things`,
  );
  console.log(proof(findings));
  const left = leftoverError(findings);
  if (left) throw left;
  return server;
}

/** Other environments in the local AWS have their own commands. Their state would be deleted with the bucket. */
async function refuseWithOthers(deployment: Deployment): Promise<void> {
  const others = await otherStates(deployment);
  if (others.length === 0) return;
  throw new UserError(
    `The local AWS holds more than the environment local: ${others.join(", ")}.\n` +
      "Destroy it first, such as: npm run local -- npm run destroy -- dev\n" +
      "Or throw the local AWS away with all that is in it: npm stop -- --discard",
  );
}

function runningServer(status: Awaited<ReturnType<typeof localAwsStatus>>): Server | undefined {
  return status.kind === "running" || status.kind === "silent" ? status.server : undefined;
}

function describeEnd(killed: readonly unknown[]): string {
  return killed.length === 0
    ? "stopped, with all its processes"
    : `stopped; ${count(killed.length, "process", "processes")} had to be killed`;
}

/** The files of one deployment. Tools, generated data and logs are kept for the next one. */
async function forget(): Promise<void> {
  await endOrphans();
  forgetOwnData();
  if (existsSync(state)) rmSync(state, { recursive: true });
}
