// Functions, state machine, rules, logs, alarms and the registry: services that know their things by name.
import type { Environment } from "../../environments";
import { byName, type RoleStatement, type Scope } from "../scope";

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
    // After a deployment one prediction is asked for.
    change("AskForPrediction", ["lambda:InvokeFunction"], named("lambda", "function:").replace(/\*$/, "predict-*")),
    change("ChangeStateMachines", stateMachines, named("states", "stateMachine:")),
    change("ChangeRules", rules, named("events", "rule/")),
    change("ChangeLogGroups", logs, ...scope.logGroups),
    change("ChangeAlarms", alarms, named("cloudwatch", "alarm:")),
    change("ChangeRegistry", registry, named("sagemaker", "model-package-group/")),
    ...(allowDataDestroy ? [change("EmptyRegistry", ...packages(scope))] : []),
  ];
}

/** A group of models cannot be deleted, nor a network, while the pipeline's own things are in it. */
function packages({ named }: Scope): [string[], ...string[]] {
  return [
    ["sagemaker:DeleteEndpoint", "sagemaker:DeleteModelPackage"],
    named("sagemaker", "endpoint/"),
    named("sagemaker", "model-package/"),
  ];
}

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
