// Finds the run that a person names, by its name or as the newest one.
import { nearest, UserError } from "../../packages/errors";
import type { DeployedModel } from "./deployed-model";
import { describeRun, executionArn } from "./follow";
import { listRuns } from "./list";

/** Instead of a name: the run that started last. */
export const newestRun = "last";

export interface FoundRun {
  readonly model: DeployedModel;
  readonly name: string;
  readonly arn: string;
  /** JSON. */
  readonly input: string;
  readonly running: boolean;
}

/** Throws a UserError that suggests a run with a similar name. */
export async function findRun(models: readonly DeployedModel[], wanted: string): Promise<FoundRun> {
  const known = async () => (await Promise.all(models.map((model) => listRuns(model, 20)))).flat();
  const newestFirst =
    wanted === newestRun ? (await known()).sort((a, b) => b.started.getTime() - a.started.getTime()) : [];
  const name = wanted === newestRun ? newestFirst[0]?.name : wanted;
  if (name === undefined) throw new UserError("There is no run yet.");
  for (const model of models) {
    const arn = executionArn(model.outputs.state_machine_arn, name);
    const details = await describeRun(model.aws, arn);
    if (details) return { model, name, arn, input: details.input ?? "{}", running: details.status === "RUNNING" };
  }
  const meant = nearest(
    name,
    (await known()).map((run) => run.name),
  );
  const [{ environment } = {}] = models;
  throw new UserError(
    `There is no run "${name}" of ${models.map(({ model }) => model).join(", ")}.` +
      `${meant ? ` Did you mean "${meant}"?` : ""} All runs: npm run runs -- ${environment?.name}`,
  );
}
