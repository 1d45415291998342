// Roles, functions, the state machine, rules, logs, alarms, the registry.
import { ask } from "../support/simulate";
import { type LifecycleOf, sets, type Subject, throughS3 } from "./lifecycle";

const actions = (service: string, ...names: readonly string[]) => names.map((name) => `${service}:${name}`);
const passes = (role: string, service: string) =>
  ask("iam:PassRole", role, { "iam:PassedToService": `${service}.amazonaws.com` });
const bounded = ({ world }: Subject) => ({
  "iam:PermissionsBoundary": `arn:aws:iam::${world.account}:policy/mlplatform-${world.environment.name}-boundary`,
});

const role: LifecycleOf = (subject) => {
  const arn = subject.of("arn");
  return {
    create: [
      ...ask("iam:CreateRole", arn, { ...bounded(subject), ...sets(subject.world) }),
      ...ask("iam:TagRole", arn, sets(subject.world)),
    ],
    read: ask(
      actions(
        "iam",
        "GetRole",
        "ListRolePolicies",
        "ListAttachedRolePolicies",
        "GetRolePolicy",
        // Before it deletes one.
        "ListInstanceProfilesForRole",
      ),
      arn,
    ),
    update: [
      ...ask(actions("iam", "UpdateAssumeRolePolicy", "UpdateRole", "UpdateRoleDescription", "UntagRole"), arn),
      ...ask("iam:PutRolePermissionsBoundary", arn, bounded(subject)),
    ],
    delete: ask("iam:DeleteRole", arn),
  };
};

const rolePolicy: LifecycleOf = (subject) => {
  const arn = `arn:aws:iam::${subject.world.account}:role/${subject.of("role")}`;
  return {
    create: ask("iam:PutRolePolicy", arn, bounded(subject)),
    read: ask("iam:GetRolePolicy", arn),
    update: [],
    delete: ask("iam:DeleteRolePolicy", arn, bounded(subject)),
  };
};

const lambdaFunction: LifecycleOf = (subject) => {
  const { world, of } = subject;
  // Lambda fetches the code with the permissions of whoever creates or updates the function.
  const fetchesCode = [
    ...ask("s3:GetObject", `arn:aws:s3:::${of("s3_bucket")}/${of("s3_key")}`),
    ...ask("kms:Decrypt", world.of("storage/Key"), throughS3(world)),
  ];
  return {
    create: [
      ...ask(actions("lambda", "CreateFunction", "TagResource"), of("arn")),
      ...passes(of("role"), "lambda"),
      ...fetchesCode,
    ],
    read: [
      ...ask(actions("lambda", "GetFunction", "ListVersionsByFunction", "GetFunctionCodeSigningConfig"), of("arn")),
      ...ask("lambda:GetFunctionConfiguration", of("arn")),
      // Lambda reads the VPC with the permissions of whoever puts a function into it.
      ...ask(actions("ec2", "DescribeSubnets", "DescribeSecurityGroups", "DescribeVpcs"), "*"),
    ],
    update: [
      ...ask(actions("lambda", "UpdateFunctionCode", "UpdateFunctionConfiguration"), of("arn")),
      ...ask(actions("lambda", "TagResource", "UntagResource"), of("arn")),
      ...fetchesCode,
    ],
    delete: ask("lambda:DeleteFunction", of("arn")),
  };
};

const functionArn = ({ world, of }: Subject) => world.arn("lambda", `function:${of("function_name")}`);

const invokeConfig: LifecycleOf = (subject) => {
  const arn = functionArn(subject);
  return {
    create: ask("lambda:PutFunctionEventInvokeConfig", arn),
    read: ask("lambda:GetFunctionEventInvokeConfig", arn),
    update: [],
    delete: ask("lambda:DeleteFunctionEventInvokeConfig", arn),
  };
};

const permission: LifecycleOf = (subject) => {
  const arn = functionArn(subject);
  return {
    create: ask("lambda:AddPermission", arn, { "lambda:Principal": subject.of("principal") }),
    read: ask("lambda:GetPolicy", arn),
    update: [],
    delete: ask("lambda:RemovePermission", arn),
  };
};

const stateMachine: LifecycleOf = ({ of }) => ({
  create: [
    ...ask(actions("states", "CreateStateMachine", "TagResource"), of("arn")),
    ...passes(of("role_arn"), "states"),
  ],
  read: [
    ...ask(actions("states", "DescribeStateMachine", "ListTagsForResource"), of("arn")),
    // The provider validates the definition while it plans.
    ...ask("states:ValidateStateMachineDefinition", "*"),
  ],
  update: ask(actions("states", "UpdateStateMachine", "TagResource", "UntagResource"), of("arn")),
  delete: ask("states:DeleteStateMachine", of("arn")),
});

const rule: LifecycleOf = ({ of }) => ({
  create: ask(actions("events", "PutRule", "TagResource"), of("arn")),
  read: ask(actions("events", "DescribeRule", "ListTagsForResource"), of("arn")),
  update: ask(actions("events", "PutRule", "TagResource", "UntagResource"), of("arn")),
  delete: ask("events:DeleteRule", of("arn")),
});

const target: LifecycleOf = ({ world, of }) => {
  const arn = world.arn("events", `rule/${of("rule")}`);
  return {
    create: ask("events:PutTargets", arn),
    read: ask("events:ListTargetsByRule", arn),
    update: [],
    delete: ask("events:RemoveTargets", arn),
  };
};

const logGroup: LifecycleOf = ({ of }) => ({
  create: ask(actions("logs", "CreateLogGroup", "PutRetentionPolicy", "TagResource"), of("arn")),
  read: [...ask("logs:DescribeLogGroups", "*"), ...ask("logs:ListTagsForResource", of("arn"))],
  update: ask(
    actions("logs", "AssociateKmsKey", "DisassociateKmsKey", "PutRetentionPolicy", "UntagResource"),
    of("arn"),
  ),
  delete: ask("logs:DeleteLogGroup", of("arn")),
});

const alarm: LifecycleOf = ({ world, of }) => {
  const arn = world.arn("cloudwatch", `alarm:${of("alarm_name")}`);
  return {
    create: ask(actions("cloudwatch", "PutMetricAlarm", "TagResource"), arn),
    read: ask(actions("cloudwatch", "DescribeAlarms", "ListTagsForResource"), arn),
    update: ask(actions("cloudwatch", "PutMetricAlarm", "TagResource", "UntagResource"), arn),
    delete: ask("cloudwatch:DeleteAlarms", arn),
  };
};

const modelPackageGroup: LifecycleOf = ({ of }) => ({
  create: ask(actions("sagemaker", "CreateModelPackageGroup", "AddTags"), of("arn")),
  read: ask(actions("sagemaker", "DescribeModelPackageGroup", "ListTags"), of("arn")),
  update: ask(actions("sagemaker", "AddTags", "DeleteTags"), of("arn")),
  delete: ask("sagemaker:DeleteModelPackageGroup", of("arn")),
});

export const training = {
  aws_cloudwatch_event_rule: rule,
  aws_cloudwatch_event_target: target,
  aws_cloudwatch_log_group: logGroup,
  aws_cloudwatch_metric_alarm: alarm,
  aws_iam_role: role,
  aws_iam_role_policy: rolePolicy,
  aws_lambda_function: lambdaFunction,
  aws_lambda_function_event_invoke_config: invokeConfig,
  aws_lambda_permission: permission,
  aws_sagemaker_model_package_group: modelPackageGroup,
  aws_sfn_state_machine: stateMachine,
} satisfies Record<string, LifecycleOf>;
