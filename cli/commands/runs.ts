// `npm run runs -- ENV [MODEL]`: lists the runs of an environment, or shows, stops or repeats one of them.
import { UserError } from "../../packages/errors";
import type { EnvironmentName } from "../../src/environments";
import { type OpenEnvironment, openEnvironment } from "../deploy/open-environment";
import { runAgain, stopRun } from "../runs/control";
import { type DeployedModel, deployedModel, findDeployedModel } from "../runs/deployed-model";
import { findRun } from "../runs/find";
import { followRun } from "../runs/follow";
import { listRuns } from "../runs/list";
import { outcomeOf } from "../runs/outcome";
import { printRun } from "../runs/report";
import { runTable } from "../runs/table";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";
import { failed } from "./train";

export interface RunsOptions {
  readonly environment: EnvironmentName;
  /** @default every model of the environment */
  readonly model?: string;
  readonly json: boolean;
  readonly most: number;
  /** Names of runs, or "last". At most one of the three is given. */
  readonly follow?: string;
  readonly stop?: string;
  readonly again?: string;
}

export async function run({ environment, model, json, most, follow, stop, again }: RunsOptions): Promise<number> {
  const models = await modelsOf(await openEnvironment(environment), model);
  if (follow !== undefined) {
    const found = await findRun(models, follow);
    return followToEnd(found.model, found.arn);
  }
  if (stop !== undefined) {
    const found = await findRun(models, stop);
    await stopRun(found);
    console.log(`Stopped: ${found.name} of ${found.model.model}`);
    return 0;
  }
  if (again !== undefined) {
    const found = await findRun(models, again);
    return followToEnd(found.model, await runAgain(found));
  }
  const runs = (await Promise.all(models.map((one) => listRuns(one, most)))).flat();
  runs.sort((one, other) => other.started.getTime() - one.started.getTime());
  if (json) console.log(JSON.stringify(runs, null, 2));
  else
    console.log(
      runs.length > 0
        ? `\n${runTable(runs)}\n`
        : `No run yet. Start one: npm run train -- ${environment} MODEL FILE.csv`,
    );
  return 0;
}

/** The deployed models; a model that is not deployed has no runs. */
async function modelsOf(place: OpenEnvironment, model: string | undefined): Promise<readonly DeployedModel[]> {
  if (model !== undefined) return [await deployedModel(place, model)];
  const { name, models } = place.environment;
  const found = await Promise.all(Object.keys(models).map((one) => findDeployedModel(place, one)));
  const deployed = found.filter((one) => one !== undefined);
  if (deployed.length > 0) return deployed;
  const command = name === "local" ? "npm start" : `npm run deploy -- ${name}`;
  throw new UserError(`No model is deployed to ${name} yet. Deploy it: ${command}`);
}

async function followToEnd({ model, aws }: DeployedModel, arn: string): Promise<number> {
  const steps = new Steps();
  console.log(`\n${bold(`Following ${arn.split(":").at(-1)} of ${model}`)}\n`);
  const ended = await steps.run("Run", ({ now, note }) => followRun(aws, arn, now, note), outcomeOf, failed);
  console.log("");
  const succeeded = await printRun(aws, ended);
  console.log("");
  return succeeded ? 0 : 1;
}
