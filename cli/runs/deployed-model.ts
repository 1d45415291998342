// A deployed model: the outputs of its stack and of the stacks that all models share.
import type { ModelOutputs, StorageOutputs, TrainingOutputs } from "../../contracts/outputs";
import { modelStackId } from "../../contracts/names";
import { UserError } from "../../packages/errors";
import type { OpenEnvironment } from "../deploy/open-environment";
import { outputsOf } from "../deploy/outputs";

export interface DeployedModel extends OpenEnvironment {
  readonly model: string;
  readonly outputs: ModelOutputs;
  readonly storage: StorageOutputs;
  readonly training: TrainingOutputs;
}

/** Throws a UserError with the command to deploy it if it is not deployed. */
export async function deployedModel(place: OpenEnvironment, model: string): Promise<DeployedModel> {
  const found = await findDeployedModel(place, model);
  if (found) return found;
  const { name } = place.environment;
  const command = name === "local" ? "npm start" : `npm run deploy -- ${name}`;
  throw new UserError(`The model ${model} is not deployed to ${name} yet. Deploy it: ${command}`);
}

/** Undefined if it is not deployed. */
export async function findDeployedModel(place: OpenEnvironment, model: string): Promise<DeployedModel | undefined> {
  const [outputs, storage, training] = await Promise.all([
    outputsOf(modelStackId(model), place),
    outputsOf("storage", place),
    outputsOf("training", place),
  ]);
  return outputs && storage && training && { ...place, model, outputs, storage, training };
}
