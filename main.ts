// Turns an environment's data into stacks and the stacks into Terraform JSON. TF_WORKSPACE names the environment.
import "./src/source-maps";
import { App } from "cdktf";
import { runProgram } from "./packages/errors";
import { loadEnvironment } from "./src/environments";
import { buildStacks } from "./stacks";

runProgram(() => {
  const app = new App();
  buildStacks(app, loadEnvironment());
  app.synth();
});
