// What is priced, by Terraform's resource type. What costs nothing by itself is listed in free-types.json.
import type { Pricer } from "../meter";
import { dashboard, logGroup, metricAlarm } from "./cloudwatch";
import { fileSystem, repository, table } from "./data";
import { httpApi, restApi, trail } from "./edge";
import { eventBus, eventRule, schedule, topic } from "./events";
import { kmsKey } from "./kms";
import { lambdaFunction } from "./lambda";
import { bucket } from "./s3";
import { endpointConfiguration, notebookInstance, trackingServer } from "./sagemaker";
import { stateMachine } from "./state-machine";
import { natGateway, vpcEndpoint } from "./vpc";

export const pricers: Readonly<Record<string, Pricer>> = {
  aws_api_gateway_rest_api: restApi,
  aws_apigatewayv2_api: httpApi,
  aws_cloudtrail: trail,
  aws_cloudwatch_dashboard: dashboard,
  aws_cloudwatch_event_bus: eventBus,
  aws_cloudwatch_event_rule: eventRule,
  aws_cloudwatch_log_group: logGroup,
  aws_cloudwatch_metric_alarm: metricAlarm,
  aws_dynamodb_table: table,
  aws_ecr_repository: repository,
  aws_efs_file_system: fileSystem,
  aws_kms_key: kmsKey,
  aws_lambda_function: lambdaFunction,
  aws_nat_gateway: natGateway,
  aws_s3_bucket: bucket,
  aws_sagemaker_endpoint_configuration: endpointConfiguration,
  aws_sagemaker_mlflow_tracking_server: trackingServer,
  aws_sagemaker_notebook_instance: notebookInstance,
  aws_scheduler_schedule: schedule,
  aws_sfn_state_machine: stateMachine,
  aws_sns_topic: topic,
  aws_vpc_endpoint: vpcEndpoint,
};
