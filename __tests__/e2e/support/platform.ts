// Queries the deployed platform directly.
import "./folder";
import { S3Client } from "@aws-sdk/client-s3";
import { ListExecutionsCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { upload } from "../../../cli/data/upload";
import { localDeployment } from "../../../cli/deploy/deployment";
import { openEnvironment } from "../../../cli/deploy/open-environment";
import { clientEnvironment, clientSettings } from "../../../cli/local-aws/clients";
import { control } from "../../../cli/local-aws/health";
import { readServerFile, type Server } from "../../../cli/local-aws/server-file";
import { awaitRun } from "../../../cli/runs/await-run";
import { type DeployedModel, deployedModel } from "../../../cli/runs/deployed-model";
import { followRun, type Run } from "../../../cli/runs/follow";
import { readSynthesis } from "../../../packages/terraform/synthesis";

export const server = (): Server => readServerFile()!;
export const aws = () => clientSettings(server());
export const environment = () => clientEnvironment(server());
export const deployment = () => localDeployment(server(), { command: "start" });
/** The stacks as synthesized for the deployment. */
export const synthesis = () => readSynthesis(deployment().folder);
export const s3 = () => new S3Client(aws());

/** The deployed model; the one that comes with the project unless another is named. */
export async function deployed(model = "machine-failure"): Promise<DeployedModel> {
  return deployedModel(await openEnvironment("local"), model);
}

/** Uploads a file unchanged and follows the run that this starts; a rejected file is an error with the reason. */
export async function uploadAndFollow(file: string, model?: string): Promise<Run> {
  const place = await deployed(model);
  return follow(await awaitRun(place, await upload(place, file)));
}

export async function startExecution(stateMachineArn: string, input: unknown): Promise<Run> {
  const start = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
  return follow((await new SFNClient(aws()).send(start)).executionArn!);
}

export async function executionNames(model?: string): Promise<string[]> {
  const { outputs } = await deployed(model);
  const list = new ListExecutionsCommand({ stateMachineArn: outputs.state_machine_arn });
  return (await new SFNClient(aws()).send(list)).executions!.map(({ name }) => name!);
}

/** Makes the next calls of the operation fail as on the real service. */
export async function injectFault(fault: {
  readonly service: string;
  readonly operation: string;
  readonly error: string;
  readonly message: string;
  readonly status: number;
  readonly times: number;
}): Promise<void> {
  await control(server(), "POST", "faults", fault);
}

function follow(arn: string): Promise<Run> {
  return followRun(
    aws(),
    arn,
    () => undefined,
    () => undefined,
  );
}
