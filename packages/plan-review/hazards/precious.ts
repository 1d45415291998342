// What holds data, people's work, or a running service: losing one of these is what a review must not miss.

export interface Precious {
  /** As a person calls it. */
  readonly what: string;
  /** "data": something is gone for good. "service": something stops until the new one is there. */
  readonly loss: "data" | "service";
  /** What goes with it. */
  readonly goes: string;
}

const data = (what: string, goes: string): Precious => ({ what, loss: "data", goes });
const service = (what: string, goes: string): Precious => ({ what, loss: "service", goes });

export const precious: Readonly<Record<string, Precious>> = {
  aws_sagemaker_domain: data(
    "SageMaker domain",
    "every user profile and space in it, and the home folders on its EFS unless it retains them",
  ),
  aws_sagemaker_user_profile: data("user profile", "its apps, and the person's link to the home folder"),
  aws_sagemaker_space: data("space", "its apps and the files on its volume"),
  aws_sagemaker_notebook_instance: data("notebook instance", "every file on its volume"),
  aws_sagemaker_model_package_group: data("model package group", "the registered models and their approvals"),
  aws_sagemaker_feature_group: data("feature group", "its online store"),
  aws_sagemaker_mlflow_tracking_server: data("MLflow tracking server", "every recorded experiment"),
  aws_sagemaker_pipeline: service("SageMaker pipeline", "executions that run, and their history"),
  aws_s3_bucket: data("bucket", "every object in it"),
  aws_s3_object: data("object", "its content, unless the bucket keeps versions"),
  aws_efs_file_system: data("EFS file system", "every file on it"),
  aws_ebs_volume: data("EBS volume", "every file on it"),
  aws_kms_key: data("KMS key", "whatever is encrypted with it, once its waiting time has passed"),
  aws_kms_replica_key: data("KMS replica key", "whatever is encrypted with it in this region"),
  aws_dynamodb_table: data("DynamoDB table", "every item in it"),
  aws_db_instance: data("database", "every row in it"),
  aws_rds_cluster: data("database cluster", "every row in it"),
  aws_ecr_repository: data("container repository", "every image in it"),
  aws_secretsmanager_secret: data("secret", "its value, once its waiting time has passed"),
  aws_ssm_parameter: data("parameter", "its value"),
  aws_sqs_queue: data("queue", "the messages in it"),
  aws_cloudwatch_log_group: data("log group", "every log in it"),
  aws_cognito_user_pool: data("user pool", "every account in it"),
  aws_glue_catalog_database: data("Glue database", "the definitions of its tables"),
  aws_backup_vault: data("backup vault", "the recovery points in it"),
  aws_sagemaker_endpoint: service("endpoint in service", "predictions, until the new one is in service"),
  aws_sfn_state_machine: service("state machine", "executions that run now, and the history of all"),
  aws_lambda_function: service("Lambda function", "calls, until the new one is there"),
  aws_api_gateway_rest_api: service("API", "its address: clients need the new one"),
  aws_apigatewayv2_api: service("API", "its address: clients need the new one"),
  aws_sns_topic: service("topic", "its subscriptions, which people have to confirm again"),
  aws_vpc: service("VPC", "everything that runs in it has to go first"),
  aws_subnet: service(
    "subnet",
    "what runs in it has to go first; a SageMaker domain in it is replaced with its home folders",
  ),
  aws_vpc_endpoint: service("VPC endpoint", "access to the service, until the new one is there"),
  aws_security_group: service("security group", "what wears it has to let go first"),
  aws_iam_openid_connect_provider: service("identity provider", "the CI's access to the account"),
};
