// Deletes what the pipeline created while it ran, which is in no Terraform state, before the stacks are destroyed.
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
  paginateListModelPackageGroups,
  paginateListModelPackages,
  SageMakerClient,
  waitUntilEndpointDeleted,
} from "@aws-sdk/client-sagemaker";
import {
  paginateListExecutions,
  paginateListStateMachines,
  SFNClient,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { isServedBy, isStateMachineOf, modelOfStack } from "../../contracts/names";
import { jobNamePattern, type Step } from "../../contracts/steps";
import type { AwsSettings } from "../aws/settings";
import { count } from "../terminal/text";
import { applicationChecks } from "./application";
import { collect } from "./pages";

export interface Deleted {
  readonly runs: number;
  readonly endpoints: number;
  readonly models: number;
  readonly modelPackages: number;
}

/**
 * Stops runs, then deletes resources before those they refer to.
 * @param stacks those to be destroyed: deletes only what belongs to their models. @default all
 * @param environmentName whose resources to delete. @default everything in the local AWS, which this project alone uses
 */
export async function deleteRuntimeResources(
  settings: AwsSettings,
  environmentName?: string,
  stacks?: readonly string[],
): Promise<Deleted> {
  const { machine, served, ofRuns } = belongingTo(
    environmentName,
    stacks?.flatMap((stack) => modelOfStack(stack) ?? []),
  );
  const runs = await stopRuns(new SFNClient(settings), machine);
  const sagemaker = new SageMakerClient(settings);
  const endpoints = await list(settings, "endpoints", served);
  for (const EndpointName of endpoints) await sagemaker.send(new DeleteEndpointCommand({ EndpointName }));
  await Promise.all(endpoints.map((name) => untilGone(sagemaker, name)));
  for (const EndpointConfigName of await list(settings, "endpoint configurations", ofRuns("config"))) {
    await sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName }));
  }
  const models = await list(settings, "models", ofRuns("model"));
  for (const ModelName of models) await sagemaker.send(new DeleteModelCommand({ ModelName }));
  const modelPackages = await deleteModelPackages(sagemaker, served);
  return { runs, endpoints: endpoints.length, models: models.length, modelPackages };
}

/** `1 run stopped; 1 endpoint, 2 models, 0 model packages deleted` */
export function describeDeleted({ runs, endpoints, models, modelPackages }: Deleted): string {
  const stopped = runs > 0 ? `${count(runs, "run")} stopped; ` : "";
  return `${stopped}${count(endpoints, "endpoint")}, ${count(models, "model")}, ${count(modelPackages, "model package")} deleted`;
}

type IsMeant = (name: string) => boolean;

interface Owned {
  readonly machine: IsMeant;
  /** Endpoints and model package groups. */
  readonly served: IsMeant;
  readonly ofRuns: (step: Step) => IsMeant;
}

/** @param models of the environment. @default all */
function belongingTo(environment: string | undefined, models?: readonly string[]): Owned {
  if (environment === undefined) return { machine: () => true, served: () => true, ofRuns: () => () => true };
  const ofAny = (test: (model: string | undefined) => boolean) => (models ? models.some(test) : test(undefined));
  return {
    machine: (name) => ofAny((model) => isStateMachineOf(name, environment, model)),
    served: (name) => ofAny((model) => isServedBy(name, environment, model)),
    ofRuns: (step) => (name) => ofAny((model) => jobNamePattern(environment, step, model).test(name)),
  };
}

/** Log groups that services create for jobs, endpoints and functions; Terraform created only some of them. */
export async function removeServiceLogs(settings: AwsSettings): Promise<void> {
  await removeLogs(settings, "/aws/", () => true);
}

/** The log groups of the endpoints that the stacks' models had. */
export async function removeEndpointLogs(
  settings: AwsSettings,
  environment: string,
  stacks: readonly string[],
): Promise<void> {
  const { served } = belongingTo(
    environment,
    stacks.flatMap((stack) => modelOfStack(stack) ?? []),
  );
  const prefix = "/aws/sagemaker/Endpoints/";
  await removeLogs(settings, prefix, (name) => served(name.slice(prefix.length)));
}

async function removeLogs(settings: AwsSettings, logGroupNamePrefix: string, isMeant: IsMeant): Promise<void> {
  const client = new CloudWatchLogsClient(settings);
  const names = await collect(
    paginateDescribeLogGroups({ client }, { logGroupNamePrefix }),
    ({ logGroups }) => logGroups,
    ({ logGroupName }) => logGroupName,
  );
  for (const logGroupName of names.filter(isMeant)) await client.send(new DeleteLogGroupCommand({ logGroupName }));
}

async function stopRuns(client: SFNClient, isMeant: IsMeant): Promise<number> {
  const machines = await collect(
    paginateListStateMachines({ client }, {}),
    ({ stateMachines }) => stateMachines,
    ({ stateMachineArn }) => stateMachineArn,
  );
  let stopped = 0;
  for (const stateMachineArn of machines.filter((arn) => isMeant(arn.split(":").at(-1)!))) {
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

async function deleteModelPackages(client: SageMakerClient, isMeant: IsMeant): Promise<number> {
  const groups = await collect(
    paginateListModelPackageGroups({ client }, {}),
    ({ ModelPackageGroupSummaryList }) => ModelPackageGroupSummaryList,
    ({ ModelPackageGroupName }) => ModelPackageGroupName,
  );
  let deleted = 0;
  for (const ModelPackageGroupName of groups.filter(isMeant)) {
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

async function list(settings: AwsSettings, kind: string, isMeant: IsMeant): Promise<readonly string[]> {
  const names = await applicationChecks.find((check) => check.kind === kind)!.list(settings);
  return names.filter(isMeant);
}

/** Its network interfaces are deleted with it; until then no part of the network can be deleted. */
async function untilGone(client: SageMakerClient, EndpointName: string): Promise<void> {
  await waitUntilEndpointDeleted({ client, minDelay: 1, maxDelay: 10, maxWaitTime: 900 }, { EndpointName });
}
