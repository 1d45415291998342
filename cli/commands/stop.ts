// `npm stop`: destroys every stack with Terraform, proves that nothing is left, and stops the local AWS.
import { existsSync, rmSync } from "node:fs";
import { forgetDataSet } from "../data/data-set";
import { destroy } from "../deploy/destroy";
import { endTerraformRuns, releaseStaleLocks } from "../deploy/locks";
import { stacks, synthesize } from "../deploy/synthesized";
import { deleteStateBucket, resourcesInState } from "../deploy/state-bucket";
import { initializeStacks } from "../deploy/workspaces";
import { findLeftovers, leftoverError, proof } from "../leftovers";
import { removeRunTimeThings, removeServiceLogs } from "../leftovers/run-time";
import { clientEnvironment, clientSettings } from "../local-aws/clients";
import { localAwsStatus } from "../local-aws/health";
import { hasSavedState } from "../local-aws/server-file";
import { startLocalAws } from "../local-aws/start";
import { endOrphans, stopLocalAws } from "../local-aws/stop";
import { bold, count } from "../output/text";
import { Steps } from "../output/steps";
import { logs, state } from "../paths";
import { join } from "node:path";
import { setUp } from "../setup";

export async function run(): Promise<number> {
  if ((await localAwsStatus()).kind === "absent" && !hasSavedState()) {
    await cleanUp();
    console.log("Nothing is running, and nothing is left.");
    return 0;
  }
  const steps = new Steps();
  console.log(`\n${bold("Removing everything, and proving it")}\n`);
  await steps.run(
    "Tools",
    ({ note }) => setUp(note),
    ({ summary }) => summary,
  );
  await steps.run(
    "Terraform",
    ({ note }) => endTerraformRuns(note),
    () => "no run of an earlier command works any more",
  );
  // After a crash: only the services themselves can tell what there is.
  const { server } = await steps.run("Local AWS", startLocalAws, ({ server, how }) => `${how} at ${server.url}`);
  const env = clientEnvironment(server);
  const aws = clientSettings(server);

  await steps.run(
    "Models",
    () => removeRunTimeThings(aws),
    ({ runs, endpoints, models, modelPackages }) =>
      `${count(endpoints, "endpoint")}, ${count(models, "model")}, ${count(modelPackages, "model package")} deleted` +
      (runs ? `, ${count(runs, "run")} stopped` : ""),
  );
  const inState = await Promise.all(stacks.map((stack) => resourcesInState(aws, stack)));
  if (inState.some((resources) => resources > 0)) {
    await steps.run(
      "Stacks",
      async ({ now, note }) => {
        await synthesize(env);
        await initializeStacks(env, join(logs, "destroy.log"), now);
        await releaseStaleLocks(aws, env, note);
        return destroy(aws, env, now, note);
      },
      (destroyed) =>
        destroyed.map(({ stack, resources }) => `${stack} ${resources}`).join(", ") + " resources destroyed",
    );
  }
  await steps.run(
    "State",
    () => deleteStateBucket(aws),
    () => "its bucket deleted with every version",
  );
  await removeServiceLogs(aws);
  const findings = await steps.run(
    "Proof",
    () => findLeftovers(aws),
    (all) => `${all.length} kinds of things asked from their services`,
  );
  console.log(proof(findings));
  const left = leftoverError(findings);
  if (left) throw left;

  await steps.run(
    "Local AWS",
    () => stopLocalAws(server),
    (killed) =>
      `stopped${killed.length ? `; ${count(killed.length, "process", "processes")} had to be killed` : ", with all its processes"}`,
  );
  await cleanUp();
  console.log(`\n  Nothing is left. ${steps.total()}\n`);
  return 0;
}

/** What belongs to one deployment. Tools, the generated data and logs stay for the next one. */
async function cleanUp(): Promise<void> {
  await endOrphans();
  forgetDataSet();
  if (existsSync(state)) rmSync(state, { recursive: true });
}
