// Types that hold data, people's work, or a running service: a review must not miss the loss of one of these.

export interface StatefulType {
  /** The name in plain words. */
  readonly what: string;
  /** "data": something is permanently lost. "service": something stops until the new resource exists. */
  readonly loss: "data" | "service";
  /** What is lost with it. */
  readonly contents: string;
}

const data = (what: string, contents: string): StatefulType => ({ what, loss: "data", contents });
const service = (what: string, contents: string): StatefulType => ({ what, loss: "service", contents });

export const statefulTypes: Readonly<Record<string, StatefulType>> = {
  aws_sagemaker_domain: data(
    "SageMaker domain",
    "every user profile and space in it, and the home folders on its EFS unless it retains them",
  ),
  aws_sagemaker_user_profile: data("user profile", "its apps, and its link to the person's home folder"),
  aws_sagemaker_space: data("space", "its apps and the files on its volume"),
  aws_sagemaker_notebook_instance: data("notebook instance", "every file on its volume"),
  aws_sagemaker_model_package_group: data("model package group", "the registered models and their approvals"),
  aws_sagemaker_feature_group: data("feature group", "its online store"),
  aws_sagemaker_mlflow_tracking_server: data("MLflow tracking server", "every recorded experiment"),
  aws_sagemaker_pipeline: service("SageMaker pipeline", "running executions and their history"),
  aws_s3_bucket: data("bucket", "every object in it"),
  aws_s3_object: data("object", "its content, unless the bucket keeps versions"),
  aws_efs_file_system: data("EFS file system", "every file on it"),
  aws_ebs_volume: data("EBS volume", "every file on it"),
  aws_kms_key: data("KMS key", "everything encrypted with it, once its waiting period is over"),
  aws_kms_replica_key: data("KMS replica key", "everything encrypted with it in this region"),
  aws_dynamodb_table: data("DynamoDB table", "every item in it"),
  aws_db_instance: data("database", "every row in it"),
  aws_rds_cluster: data("database cluster", "every row in it"),
  aws_ecr_repository: data("container repository", "every image in it"),
  aws_secretsmanager_secret: data("secret", "its value, once its waiting period is over"),
  aws_ssm_parameter: data("parameter", "its value"),
  aws_sqs_queue: data("queue", "the messages in it"),
  aws_cloudwatch_log_group: data("log group", "every log in it"),
  aws_cognito_user_pool: data("user pool", "every account in it"),
  aws_glue_catalog_database: data("Glue database", "the definitions of its tables"),
  aws_backup_vault: data("backup vault", "the recovery points in it"),
  aws_sagemaker_endpoint: service("endpoint in service", "predictions, until the new endpoint is in service"),
  aws_sfn_state_machine: service("state machine", "running executions and the history of all of them"),
  aws_lambda_function: service("Lambda function", "calls, until the new function is there"),
  aws_api_gateway_rest_api: service("API", "its address: clients need the new address"),
  aws_apigatewayv2_api: service("API", "its address: clients need the new address"),
  aws_sns_topic: service("topic", "its subscriptions, which subscribers have to confirm again"),
  aws_vpc: service("VPC", "everything that runs in it has to be deleted first"),
  aws_subnet: service(
    "subnet",
    "everything that runs in it has to be deleted first; a SageMaker domain in it is replaced together with its home folders",
  ),
  aws_vpc_endpoint: service("VPC endpoint", "access to the service, until the new endpoint is there"),
  aws_security_group: service("security group", "everything that uses it has to drop it first"),
  aws_iam_openid_connect_provider: service("identity provider", "the CI's access to the account"),
};
