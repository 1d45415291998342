// The pricers by resource type. Types that cost nothing by themselves are listed in free-types.json.
import type { Pricer } from "../meter";
import { restApi } from "./api-gateway";
import { logGroup, metricAlarm } from "./cloudwatch";
import { eventRule, schedule, topic } from "./events";
import { kmsKey } from "./kms";
import { lambdaFunction } from "./lambda";
import { endpointConfiguration, notebookInstance, trackingServer } from "./sagemaker";
import { stateMachine } from "./state-machine";
import { bucket, fileSystem, repository } from "./storage";
import { vpcEndpoint } from "./vpc";

export const pricers: Readonly<Record<string, Pricer>> = {
  aws_api_gateway_rest_api: restApi,
  aws_cloudwatch_event_rule: eventRule,
  aws_cloudwatch_log_group: logGroup,
  aws_cloudwatch_metric_alarm: metricAlarm,
  aws_ecr_repository: repository,
  aws_efs_file_system: fileSystem,
  aws_kms_key: kmsKey,
  aws_lambda_function: lambdaFunction,
  aws_s3_bucket: bucket,
  aws_sagemaker_endpoint_configuration: endpointConfiguration,
  aws_sagemaker_mlflow_tracking_server: trackingServer,
  aws_sagemaker_notebook_instance: notebookInstance,
  aws_scheduler_schedule: schedule,
  aws_sfn_state_machine: stateMachine,
  aws_sns_topic: topic,
  aws_vpc_endpoint: vpcEndpoint,
};
