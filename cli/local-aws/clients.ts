// How programs reach the local AWS: variables for other processes, settings for SDK clients in this one.
import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import type { AwsSettings } from "../aws/settings";
import { terraformVariables } from "../setup/terraform-settings";
import { toolsPath } from "../setup/tools-path";
import type { Server } from "./server-file";

/** The environment variables of every process that talks to the local AWS. */
export function clientEnvironment(server: Server, inherited: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const environment = { ...inherited };
  // A profile or a session would take precedence over these credentials and call the real AWS.
  // So would arguments or folders that are meant for another Terraform project.
  for (const name of Object.keys(environment)) {
    if (/^(AWS_|TF_CLI_|TF_DATA_DIR|TF_WORKSPACE|TF_VAR_)/.test(name)) delete environment[name];
  }
  return {
    ...environment,
    ...terraformVariables,
    ...server.environment,
    LOCAL_AWS_ACCOUNT: server.account,
    TF_WORKSPACE: "local",
    PATH: toolsPath(inherited.PATH),
  };
}

/** Settings for any SDK client of this process. */
export function clientSettings(server: Server): AwsSettings {
  const { AWS_ENDPOINT_URL, AWS_CA_BUNDLE, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = server.environment;
  return {
    endpoint: AWS_ENDPOINT_URL!,
    region: AWS_REGION!,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID!, secretAccessKey: AWS_SECRET_ACCESS_KEY! },
    requestHandler: { httpsAgent: new Agent({ ca: readFileSync(AWS_CA_BUNDLE!), keepAlive: true, maxSockets: 20 }) },
    // One host serves all buckets.
    forcePathStyle: true,
  };
}
