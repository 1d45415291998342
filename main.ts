// An environment's data becomes stacks, stacks become Terraform JSON. TF_WORKSPACE names the environment.
import { App } from "cdktf";
import { loadEnvironment } from "./src/environments";
import { runProgram } from "./src/errors";
import { NetworkStack } from "./stacks/network";
import { StorageStack } from "./stacks/storage";

runProgram(() => {
  const environment = loadEnvironment();
  const app = new App();
  new NetworkStack(app, "network", { environment });
  new StorageStack(app, "storage", { environment });
  app.synth();
});
