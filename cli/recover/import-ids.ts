// The id by which Terraform imports a resource: either derived from the stack, or looked up in the account.
import { arn, iamArn, type Location } from "../../contracts/arns";

/** Reads an argument of the resource and follows references to other resources. Undefined if the value is not known. */
export type Argument = (name: string) => string | undefined;

type IdFrom = (argument: Argument, location: Location) => string | undefined;

const argument =
  (name: string): IdFrom =>
  (read) =>
    read(name);

const joined =
  (separator: string, ...names: readonly string[]): IdFrom =>
  (read) => {
    const parts = names.map(read);
    return parts.includes(undefined) ? undefined : parts.join(separator);
  };

const arnOf =
  (service: string, resource: string, name: string): IdFrom =>
  (read, location) => {
    const value = read(name);
    return value && arn(location, service, `${resource}${value}`);
  };

/** IAM resources have no region. */
const iamArnOf =
  (resource: string, name: string): IdFrom =>
  (read, location) => {
    const value = read(name);
    return value && iamArn(location, `${resource}${value.replace("https://", "")}`);
  };

/** Types whose id follows from the stack's code (each resource's page in the provider's documentation). */
export const idsFromArguments: Readonly<Record<string, IdFrom>> = {
  aws_cloudwatch_event_rule: argument("name"),
  aws_cloudwatch_log_group: argument("name"),
  aws_cloudwatch_metric_alarm: argument("alarm_name"),
  aws_iam_openid_connect_provider: iamArnOf("oidc-provider/", "url"),
  aws_iam_policy: iamArnOf("policy/", "name"),
  aws_iam_role: argument("name"),
  aws_iam_role_policy: joined(":", "role", "name"),
  aws_kms_alias: argument("name"),
  aws_lambda_function: argument("function_name"),
  aws_lambda_permission: joined("/", "function_name", "statement_id"),
  aws_route_table_association: joined("/", "subnet_id", "route_table_id"),
  aws_s3_bucket: argument("bucket"),
  aws_sagemaker_model_package_group: argument("model_package_group_name"),
  aws_scheduler_schedule: joined("/", "group_name", "name"),
  aws_sfn_state_machine: arnOf("states", "stateMachine:", "name"),
  aws_sns_topic: arnOf("sns", "", "name"),
};

/** Types whose id AWS generates: found by their tags. */
export const typesFoundByTags: readonly string[] = [
  "aws_flow_log",
  "aws_kms_key",
  "aws_route_table",
  "aws_security_group",
  "aws_subnet",
  "aws_vpc",
  "aws_vpc_endpoint",
  "aws_vpc_security_group_egress_rule",
  "aws_vpc_security_group_ingress_rule",
];

/** Types that need no adoption: creating them again overwrites the existing one (their API is a PUT). */
export const typesMadeByPutting: readonly string[] = [
  "aws_cloudwatch_event_target",
  "aws_default_security_group",
  "aws_iam_role_policy_attachment",
  "aws_lambda_function_event_invoke_config",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_logging",
  "aws_s3_bucket_notification",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_s3_object",
  "aws_sns_topic_policy",
  "aws_sns_topic_subscription",
];
