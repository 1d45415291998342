// Each AWS call of the commands that CI runs, as the requests that AWS checks, by the file that makes it.
import { places } from "../matrix/row";
import { ask, type Request } from "../support/simulate";
import type { World } from "../support/world";

type Calls = Readonly<Record<string, readonly Request[]>>;

/** `review` and the first steps of every command: the role for plans may do this. */
export function callsOfAPlan(world: World): Readonly<Record<string, Calls>> {
  const { state, ours, stateFile, useStateKey } = statePlaces(world);
  const list = (...prefixes: string[]) =>
    prefixes.flatMap((prefix) => ask("s3:ListBucket", state, { "s3:prefix": prefix }));
  return {
    "aws/account.ts": { "client-sts GetCallerIdentityCommand": ask("sts:GetCallerIdentity", "*") },
    "deploy/prepare.ts": { "client-s3 ListObjectsV2Command": list(`${ours}/`) },
    "../packages/terraform/saved-state.ts": {
      "client-s3 GetObjectCommand": [...ask("s3:GetObject", stateFile), ...useStateKey],
      "client-s3 ListObjectsV2Command": list(`${ours}/network/terraform.tfstate`),
      // Only `npm stop` reads the states of others.
      "client-s3 paginateListObjectsV2": list(`${ours}/`),
    },
  };
}

/** `deploy` with its search for orphans, and `smoke`. */
export function callsOfADeployment(world: World): Readonly<Record<string, Calls>> {
  const { predict, startPipeline, key, models } = places(world);
  const { endpoint, stateMachine } = models[0]!;
  const describe = (things: string) => ask(`ec2:Describe${things}`, "*");
  const execution = world.arn("states", `execution:${nameOf(stateMachine)}:1`);
  return {
    "aws/keys.ts": {
      "client-kms DescribeKeyCommand": ask("kms:DescribeKey", key),
      "client-kms ListResourceTagsCommand": ask("kms:ListResourceTags", key),
      "client-kms paginateListKeys": ask("kms:ListKeys", "*"),
    },
    "recover/tagged-resources.ts": {
      "client-ec2 paginateDescribeFlowLogs": describe("FlowLogs"),
      "client-ec2 paginateDescribeRouteTables": describe("RouteTables"),
      "client-ec2 paginateDescribeSecurityGroupRules": describe("SecurityGroupRules"),
      "client-ec2 paginateDescribeSecurityGroups": describe("SecurityGroups"),
      "client-ec2 paginateDescribeSubnets": describe("Subnets"),
      "client-ec2 paginateDescribeVpcEndpoints": describe("VpcEndpoints"),
      "client-ec2 paginateDescribeVpcs": describe("Vpcs"),
    },
    "commands/smoke.ts": {
      "client-lambda GetFunctionConfigurationCommand": ask("lambda:GetFunctionConfiguration", [startPipeline, predict]),
      "client-sagemaker DescribeEndpointCommand": ask("sagemaker:DescribeEndpoint", endpoint),
      "client-sfn DescribeStateMachineCommand": ask("states:DescribeStateMachine", stateMachine),
      "client-sfn paginateListExecutions": ask("states:ListExecutions", stateMachine),
    },
    "runs/follow.ts": {
      "client-sfn DescribeExecutionCommand": ask("states:DescribeExecution", execution),
      // Only following a run reads its history.
      "client-sfn paginateGetExecutionHistory": [],
    },
    "runs/predict.ts": { "client-lambda InvokeCommand": ask("lambda:InvokeFunction", predict) },
  };
}

/** `destroy`, where the environment allows it. */
export function callsOfADestruction(world: World): Readonly<Record<string, Calls>> {
  const { endpoint, modelPackage, stateMachine, model, configuration } = places(world).models[0]!;
  const all = (service: string, ...actions: string[]) =>
    ask(
      actions.map((action) => `${service}:${action}`),
      "*",
    );
  return {
    "teardown/application.ts": {
      // Of these, `destroy` lists what runs created.
      "client-cloudwatch DescribeAlarmsCommand": [],
      "client-cloudwatch-logs paginateDescribeLogGroups": [],
      "client-eventbridge ListRulesCommand": [],
      "client-lambda paginateListFunctions": [],
      "client-sagemaker paginateListEndpointConfigs": all("sagemaker", "ListEndpointConfigs"),
      "client-sagemaker paginateListEndpoints": all("sagemaker", "ListEndpoints"),
      "client-sagemaker paginateListModelPackageGroups": all("sagemaker", "ListModelPackageGroups"),
      "client-sagemaker paginateListModels": all("sagemaker", "ListModels"),
      "client-sfn paginateListStateMachines": all("states", "ListStateMachines"),
      "client-sns paginateListTopics": [],
    },
    "teardown/run-time.ts": {
      // Only `npm stop` deletes the logs of services.
      "client-cloudwatch-logs DeleteLogGroupCommand": [],
      "client-cloudwatch-logs paginateDescribeLogGroups": [],
      "client-sagemaker DeleteEndpointCommand": ask("sagemaker:DeleteEndpoint", endpoint),
      "client-sagemaker DeleteEndpointConfigCommand": ask("sagemaker:DeleteEndpointConfig", configuration),
      "client-sagemaker DeleteModelCommand": ask("sagemaker:DeleteModel", model),
      "client-sagemaker DeleteModelPackageCommand": ask("sagemaker:DeleteModelPackage", modelPackage),
      "client-sagemaker paginateListModelPackageGroups": all("sagemaker", "ListModelPackageGroups"),
      "client-sagemaker paginateListModelPackages": all("sagemaker", "ListModelPackages"),
      "client-sagemaker waitUntilEndpointDeleted": ask("sagemaker:DescribeEndpoint", endpoint),
      "client-sfn StopExecutionCommand": ask(
        "states:StopExecution",
        world.arn("states", `execution:${nameOf(stateMachine)}:1`),
      ),
      "client-sfn paginateListExecutions": ask("states:ListExecutions", stateMachine),
      "client-sfn paginateListStateMachines": all("states", "ListStateMachines"),
    },
  };
}

/**
 * Commands that a person runs, or that are for the local AWS only; and the questions before a first deployment, where a
 * refusal is an answer.
 */
export const notInCi = [
  "data/upload.ts",
  "local-platform/state-bucket.ts",
  "preflight/buckets.ts",
  "preflight/clock.ts",
  "preflight/github-provider.ts",
  "preflight/permissions.ts",
  "preflight/quotas.ts",
  "preflight/state-bucket.ts",
  "preflight/state-machines.ts",
  "preflight/zones.ts",
  "teardown/foundation.ts",
  "runs/await-run.ts",
  "runs/control.ts",
  "runs/job-log.ts",
  "runs/list.ts",
] as const;

const nameOf = (arn: string) => arn.split(":").at(-1)!;

function statePlaces(world: World) {
  const { state, via } = places(world);
  const ours = `mlplatform/${world.environment.name}`;
  const useStateKey = ask("kms:Decrypt", world.of("bootstrap/StateKey"), via("s3"));
  return { state, ours, stateFile: `${state}/${ours}/network/terraform.tfstate`, useStateKey };
}
