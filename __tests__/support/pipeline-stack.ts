// The pipeline stack of an environment with the two it builds on, made as main.ts makes them.
import { Testing } from "cdktf";
import type { Environment } from "../../src/environments";
import { consumersIn } from "../../src/pipeline/network-consumers";
import { NetworkStack } from "../../stacks/network";
import { PipelineStack } from "../../stacks/pipeline";
import { StorageStack } from "../../stacks/storage";
import { Template } from "./template";

export function pipelineTemplate(environment: Environment): Template {
  const app = Testing.app();
  const network = new NetworkStack(app, "network", { environment, consumers: consumersIn(environment) });
  const storage = new StorageStack(app, "storage", { environment });
  return Template.of(new PipelineStack(app, "pipeline", { environment, network, storage }));
}
