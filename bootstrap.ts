// Builds what an account needs before anything can be deployed into it. TF_WORKSPACE names one of its environments.
import "./src/source-maps";
import { App } from "cdktf";
import { environmentsInAccount, loadEnvironment } from "./src/environments";
import { repository } from "./src/environments/repository";
import { runProgram, UserError } from "./packages/errors";
import { BootstrapStack } from "./stacks/bootstrap";

runProgram(() => {
  const { env } = process;
  const accountId = loadEnvironment(env).account;
  const [first, ...others] = environmentsInAccount(accountId, env);
  if (!first) throw new UserError(`No environment is deployed into the account ${accountId}: nothing to bootstrap.`);
  const app = new App();
  new BootstrapStack(app, "bootstrap", { environments: [first, ...others], repository });
  app.synth();
});
