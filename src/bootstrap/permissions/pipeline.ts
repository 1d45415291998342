// Functions, state machines, rules, logs, alarms and the registry: services that know their resources by name.
import type { Environment } from "../../environments";
import { byName, noResources, type RoleStatement, type Scope } from "../scope";

export function pipelineStatements(scope: Scope, { allowDataDestroy }: Environment): RoleStatement[] {
  const { named } = scope;
  const change = (sid: string, actions: readonly string[], ...resources: readonly string[]) => ({
    sid,
    actions,
    resources,
    wildcardReason: byName,
  });
  return [
    change("ChangeFunctions", functions, named("lambda", "function:")),
    {
      ...change("LetRulesCallFunctions", ["lambda:AddPermission"], named("lambda", "function:")),
      conditions: { StringEquals: { "lambda:Principal": "events.amazonaws.com" } },
    },
    // After a deployment, CI asks for one prediction, with a row from the output of the last run.
    change("AskForPrediction", ["lambda:InvokeFunction"], named("lambda", "function:").replace(/\*$/, "predict-*")),
    change("ReadLastRun", ["states:ListExecutions"], named("states", "stateMachine:")),
    change("ReadRunOutput", ["states:DescribeExecution"], named("states", "execution:")),
    change("ChangeStateMachines", stateMachines, named("states", "stateMachine:")),
    change("ChangeRules", rules, named("events", "rule/")),
    change("ChangeLogGroups", logs, ...scope.logGroups),
    change("ChangeAlarms", alarms, named("cloudwatch", "alarm:")),
    change("ChangeRegistry", registry, named("sagemaker", "model-package-group/")),
    ...(allowDataDestroy ? destruction(scope) : []),
  ];
}

/**
 * What runs created is in no Terraform state, and a model package group or a network cannot be deleted while it exists.
 */
function destruction({ named, ofRuns }: Scope): RoleStatement[] {
  const deletions = ["DeleteEndpoint", "DeleteEndpointConfig", "DeleteModel", "DeleteModelPackage"];
  return [
    {
      sid: "DeleteModels",
      actions: deletions.map((action) => `sagemaker:${action}`),
      resources: [
        named("sagemaker", "endpoint/"),
        named("sagemaker", "model-package/"),
        ...ofRuns("config"),
        ...ofRuns("model"),
      ],
      wildcardReason: byName,
    },
    {
      sid: "StopRuns",
      actions: ["states:StopExecution"],
      resources: [named("states", "execution:")],
      wildcardReason: "Executions are named after uploads.",
    },
    { sid: "FindModels", actions: findModels, resources: ["*"], wildcardReason: noResources },
  ];
}

const findModels = [
  "sagemaker:ListEndpointConfigs",
  "sagemaker:ListEndpoints",
  "sagemaker:ListModelPackageGroups",
  "sagemaker:ListModelPackages",
  "sagemaker:ListModels",
  "states:ListStateMachines",
];

const functions = [
  "lambda:CreateFunction",
  "lambda:DeleteFunction",
  "lambda:DeleteFunctionEventInvokeConfig",
  "lambda:PutFunctionEventInvokeConfig",
  "lambda:RemovePermission",
  "lambda:TagResource",
  "lambda:UntagResource",
  "lambda:UpdateFunctionCode",
  "lambda:UpdateFunctionConfiguration",
  "lambda:UpdateFunctionEventInvokeConfig",
];
const stateMachines = [
  "states:CreateStateMachine",
  "states:DeleteStateMachine",
  "states:TagResource",
  "states:UntagResource",
  "states:UpdateStateMachine",
];
const rules = [
  "events:DeleteRule",
  "events:DisableRule",
  "events:EnableRule",
  "events:PutRule",
  "events:PutTargets",
  "events:RemoveTargets",
  "events:TagResource",
  "events:UntagResource",
];
const logs = [
  "logs:AssociateKmsKey",
  "logs:CreateLogGroup",
  "logs:DeleteLogGroup",
  "logs:DeleteRetentionPolicy",
  "logs:DisassociateKmsKey",
  "logs:PutRetentionPolicy",
  "logs:TagResource",
  "logs:UntagResource",
];
const alarms = [
  "cloudwatch:DeleteAlarms",
  "cloudwatch:PutMetricAlarm",
  "cloudwatch:TagResource",
  "cloudwatch:UntagResource",
];
const registry = [
  "sagemaker:AddTags",
  "sagemaker:CreateModelPackageGroup",
  "sagemaker:DeleteModelPackageGroup",
  "sagemaker:DeleteTags",
];
