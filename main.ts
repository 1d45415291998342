// An environment's data becomes stacks, stacks become Terraform JSON. TF_WORKSPACE names the environment.
import "./src/source-maps";
import { App } from "cdktf";
import { loadEnvironment } from "./src/environments";
import { runProgram } from "./packages/errors";
import { consumersIn } from "./src/pipeline/network-consumers";
import { NetworkStack } from "./stacks/network";
import { PipelineStack } from "./stacks/pipeline";
import { StorageStack } from "./stacks/storage";

runProgram(() => {
  const environment = loadEnvironment();
  const app = new App();
  const network = new NetworkStack(app, "network", { environment, consumers: consumersIn(environment) });
  const storage = new StorageStack(app, "storage", { environment });
  new PipelineStack(app, "pipeline", { environment, network, storage });
  app.synth();
});
