// The stacks of an environment, each after the ones it builds on. main.ts and the tests build them from here; all other
// code reads manifest.json, which lists what was synthesized.
import type { Construct } from "constructs";
import type { Environment } from "../src/environments";
import { consumersIn } from "../src/training/network-consumers";
import { ModelStack } from "./model";
import { NetworkStack } from "./network";
import { RetentionStack } from "./retention";
import { StorageStack } from "./storage";
import { TrainingStack } from "./training";

export interface Stacks {
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  readonly retention: RetentionStack;
  readonly training: TrainingStack;
  /** By the model's name. */
  readonly models: Readonly<Record<string, ModelStack>>;
}

export function buildStacks(scope: Construct, environment: Environment): Stacks {
  const network = new NetworkStack(scope, "network", { environment, consumers: consumersIn(environment) });
  const storage = new StorageStack(scope, "storage", { environment });
  const retention = new RetentionStack(scope, "retention", { environment, storage });
  const training = new TrainingStack(scope, "training", { environment, network, storage });
  const models = Object.values(environment.models).map((model): [string, ModelStack] => [
    model.name,
    new ModelStack(scope, { environment, model, storage, training }),
  ]);
  return { network, storage, retention, training, models: Object.fromEntries(models) };
}
