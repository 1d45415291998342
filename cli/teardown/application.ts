// The resources of the pipeline, and what it creates while it runs.
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient, ListRulesCommand } from "@aws-sdk/client-eventbridge";
import { LambdaClient, paginateListFunctions } from "@aws-sdk/client-lambda";
import {
  paginateListEndpointConfigs,
  paginateListEndpoints,
  paginateListModelPackageGroups,
  paginateListModels,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { paginateListStateMachines, SFNClient } from "@aws-sdk/client-sfn";
import { paginateListTopics, SNSClient } from "@aws-sdk/client-sns";
import type { Check } from "./check";
import { collect, namesOf } from "./pages";

export const applicationChecks: readonly Check[] = [
  {
    service: "SageMaker",
    kind: "endpoints",
    list: (aws) =>
      collect(
        paginateListEndpoints({ client: new SageMakerClient(aws) }, {}),
        ({ Endpoints }) => Endpoints,
        ({ EndpointName }) => EndpointName,
      ),
  },
  {
    service: "SageMaker",
    kind: "endpoint configurations",
    list: (aws) =>
      collect(
        paginateListEndpointConfigs({ client: new SageMakerClient(aws) }, {}),
        ({ EndpointConfigs }) => EndpointConfigs,
        ({ EndpointConfigName }) => EndpointConfigName,
      ),
  },
  {
    service: "SageMaker",
    kind: "models",
    list: (aws) =>
      collect(
        paginateListModels({ client: new SageMakerClient(aws) }, {}),
        ({ Models }) => Models,
        ({ ModelName }) => ModelName,
      ),
  },
  {
    service: "SageMaker",
    kind: "model package groups",
    list: (aws) =>
      collect(
        paginateListModelPackageGroups({ client: new SageMakerClient(aws) }, {}),
        ({ ModelPackageGroupSummaryList }) => ModelPackageGroupSummaryList,
        ({ ModelPackageGroupName }) => ModelPackageGroupName,
      ),
    remark: "jobs cannot be deleted, in AWS either: they are its record of what ran",
  },
  {
    service: "Step Functions",
    kind: "state machines",
    list: (aws) =>
      collect(
        paginateListStateMachines({ client: new SFNClient(aws) }, {}),
        ({ stateMachines }) => stateMachines,
        ({ name }) => name,
      ),
  },
  {
    service: "Lambda",
    kind: "functions",
    list: (aws) =>
      collect(
        paginateListFunctions({ client: new LambdaClient(aws) }, {}),
        ({ Functions }) => Functions,
        ({ FunctionName }) => FunctionName,
      ),
  },
  {
    service: "EventBridge",
    kind: "rules",
    list: async (aws) => {
      const { Rules } = await new EventBridgeClient(aws).send(new ListRulesCommand({}));
      // Step Functions creates these in every account, to get notified of the jobs it waits for.
      return namesOf(Rules, ({ Name }) => (Name?.startsWith("StepFunctionsGetEventsFor") ? undefined : Name));
    },
  },
  {
    service: "SNS",
    kind: "topics",
    list: (aws) =>
      collect(
        paginateListTopics({ client: new SNSClient(aws) }, {}),
        ({ Topics }) => Topics,
        ({ TopicArn }) => TopicArn,
      ),
  },
  {
    service: "CloudWatch",
    kind: "alarms",
    list: async (aws) => {
      const { MetricAlarms } = await new CloudWatchClient(aws).send(new DescribeAlarmsCommand({}));
      return namesOf(MetricAlarms, ({ AlarmName }) => AlarmName);
    },
  },
  {
    service: "CloudWatch",
    kind: "log groups",
    list: (aws) =>
      collect(
        paginateDescribeLogGroups({ client: new CloudWatchLogsClient(aws) }, {}),
        ({ logGroups }) => logGroups,
        ({ logGroupName }) => logGroupName,
      ),
  },
];
