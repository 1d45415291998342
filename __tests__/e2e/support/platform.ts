// The deployed platform, asked directly.
import "./folder";
import { S3Client } from "@aws-sdk/client-s3";
import { ListExecutionsCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { upload } from "../../../cli/data/upload";
import { localDeployment } from "../../../cli/deploy/deployment";
import { type Outputs, readOutputs } from "../../../cli/deploy/outputs";
import { clientEnvironment, clientSettings } from "../../../cli/local-aws/clients";
import { control } from "../../../cli/local-aws/health";
import { readServerFile, type Server } from "../../../cli/local-aws/server-file";
import { readSynthesis } from "../../../packages/terraform/synthesis";
import { awaitRun } from "../../../cli/pipeline/await-run";
import { followRun, type Run } from "../../../cli/pipeline/follow";

export const server = (): Server => readServerFile()!;
export const aws = () => clientSettings(server());
export const environment = () => clientEnvironment(server());
export const deployment = () => localDeployment(server(), { command: "start" });
/** As it was synthesized for the deployment. */
export const synthesis = () => readSynthesis(deployment().folder);
export const s3 = () => new S3Client(aws());

let outputs: Outputs | undefined;
export async function stackOutputs(): Promise<Outputs> {
  return (outputs ??= await readOutputs(deployment()));
}

/** Uploads a file as it is and follows the run that this starts; rejected files are an error with the reason. */
export async function uploadAndFollow(file: string): Promise<Run> {
  const { data_bucket_name, state_machine_arn } = await stackOutputs();
  const uploaded = await upload(aws(), data_bucket_name, file);
  return follow(await awaitRun(aws(), state_machine_arn, uploaded));
}

export async function startExecution(stateMachineArn: string, input: unknown): Promise<Run> {
  const start = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
  return follow((await new SFNClient(aws()).send(start)).executionArn!);
}

export async function executionNames(): Promise<string[]> {
  const { state_machine_arn } = await stackOutputs();
  const list = new ListExecutionsCommand({ stateMachineArn: state_machine_arn });
  return (await new SFNClient(aws()).send(list)).executions!.map(({ name }) => name!);
}

/** The next calls of the operation fail as the real service would let them fail. */
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
