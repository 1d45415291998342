// What the pipeline made while it ran is in no Terraform state: it goes before the stacks do.
import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  paginateDescribeLogGroups,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DeleteModelPackageCommand,
  DescribeEndpointCommand,
  paginateListModelPackageGroups,
  paginateListModelPackages,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import {
  paginateListExecutions,
  paginateListStateMachines,
  SFNClient,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import type { AwsSettings } from "../aws/settings";
import { applicationChecks } from "./application";
import { collect } from "./pages";

export interface Removed {
  readonly runs: number;
  readonly endpoints: number;
  readonly models: number;
  readonly modelPackages: number;
}

/**
 * Stops runs, then deletes in the order in which one refers to the other.
 * @param prefix with which the names of all begin that are meant: those of one environment, or "" for
 * everything in the local AWS, which belongs to this project alone.
 */
export async function removeRunTimeThings(settings: AwsSettings, prefix: string): Promise<Removed> {
  const runs = await stopRuns(new SFNClient(settings), prefix);
  const sagemaker = new SageMakerClient(settings);
  const endpoints = await list(settings, "endpoints", prefix);
  for (const EndpointName of endpoints) await sagemaker.send(new DeleteEndpointCommand({ EndpointName }));
  await Promise.all(endpoints.map((name) => untilGone(sagemaker, name)));
  for (const EndpointConfigName of await list(settings, "endpoint configurations", prefix)) {
    await sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName }));
  }
  const models = await list(settings, "models", prefix);
  for (const ModelName of models) await sagemaker.send(new DeleteModelCommand({ ModelName }));
  const modelPackages = await deleteModelPackages(sagemaker, prefix);
  return { runs, endpoints: endpoints.length, models: models.length, modelPackages };
}

/** Log groups that services make for jobs, endpoints and functions; Terraform made only some of them. */
export async function removeServiceLogs(settings: AwsSettings): Promise<void> {
  const client = new CloudWatchLogsClient(settings);
  const names = await collect(
    paginateDescribeLogGroups({ client }, { logGroupNamePrefix: "/aws/" }),
    ({ logGroups }) => logGroups,
    ({ logGroupName }) => logGroupName,
  );
  for (const logGroupName of names) await client.send(new DeleteLogGroupCommand({ logGroupName }));
}

async function stopRuns(client: SFNClient, prefix: string): Promise<number> {
  const machines = await collect(
    paginateListStateMachines({ client }, {}),
    ({ stateMachines }) => stateMachines,
    ({ stateMachineArn }) => stateMachineArn,
  );
  let stopped = 0;
  for (const stateMachineArn of machines.filter((arn) => arn.split(":").at(-1)!.startsWith(prefix))) {
    const running = await collect(
      paginateListExecutions({ client }, { stateMachineArn, statusFilter: "RUNNING" }),
      ({ executions }) => executions,
      ({ executionArn }) => executionArn,
    );
    for (const executionArn of running)
      await client.send(new StopExecutionCommand({ executionArn, cause: "The environment is destroyed" }));
    stopped += running.length;
  }
  return stopped;
}

async function deleteModelPackages(client: SageMakerClient, prefix: string): Promise<number> {
  const groups = await collect(
    paginateListModelPackageGroups({ client }, {}),
    ({ ModelPackageGroupSummaryList }) => ModelPackageGroupSummaryList,
    ({ ModelPackageGroupName }) => ModelPackageGroupName,
  );
  let deleted = 0;
  for (const ModelPackageGroupName of groups.filter((name) => name.startsWith(prefix))) {
    const packages = await collect(
      paginateListModelPackages({ client }, { ModelPackageGroupName }),
      ({ ModelPackageSummaryList }) => ModelPackageSummaryList,
      ({ ModelPackageArn }) => ModelPackageArn,
    );
    for (const ModelPackageName of packages) await client.send(new DeleteModelPackageCommand({ ModelPackageName }));
    deleted += packages.length;
  }
  return deleted;
}

async function list(settings: AwsSettings, kind: string, prefix: string): Promise<readonly string[]> {
  const names = await applicationChecks.find((check) => check.kind === kind)!.list(settings);
  return names.filter((name) => name.startsWith(prefix));
}

async function untilGone(client: SageMakerClient, EndpointName: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      await client.send(new DescribeEndpointCommand({ EndpointName }));
    } catch {
      return;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
}
