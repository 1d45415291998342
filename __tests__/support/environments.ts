// Environments for tests: the committed ones, changed as a test needs.
import { environmentByName, type Environment, type EnvironmentName, type Model } from "../../src/environments";

/** The model that the committed environments run. */
export const shipped = "machine-failure";

export function environment(name: EnvironmentName, changes: Partial<Environment> = {}): Environment {
  return { ...environmentByName(name), ...changes };
}

export function modelOf(environment: Environment, name = shipped): Model {
  return environment.models[name]!;
}

export interface ModelChanges extends Partial<Omit<Model, "training">> {
  readonly training?: Partial<Model["training"]>;
}

/** The environment with its shipped model changed. */
export function withModel(environment: Environment, { training, ...changes }: ModelChanges): Environment {
  const model = modelOf(environment);
  const changed = { ...model, ...changes, training: { ...model.training, ...training } };
  return { ...environment, models: { ...environment.models, [shipped]: changed } };
}

/** The environment with more models, which differ from the shipped one only in their names and the given settings. */
export function withModels(environment: Environment, models: Readonly<Record<string, Partial<Model>>>): Environment {
  const added = Object.entries(models).map(([name, changes]): [string, Model] => [
    name,
    { ...modelOf(environment), name, uploads: name, ...changes },
  ]);
  return { ...environment, models: { ...environment.models, ...Object.fromEntries(added) } };
}
