// A model's state machine in the account: role, log, and definition.
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { environmentPrefix, stateMachinePart } from "../../contracts/names";
import type { Environment } from "../environments";
import { shortLogRetention, suppressChecks } from "../suppressions";
import { type GrantableKey, type Grantee, ServiceRole } from "../iam";
import { longText } from "../long-text";
import { type ModelScope, nameIn } from "../scope";
import type { TrainingDefinitionProps } from "./definition-props";
import { trainingDefinition } from "./training-definition";

/** Matches the names of the state machines of all models. */
export const stateMachineNames = ({ name }: Environment) => `${environmentPrefix(name)}${stateMachinePart}-*`;

export interface StateMachineProps {
  readonly model: ModelScope;
  readonly definition: Omit<TrainingDefinitionProps, "model">;
  /** Roles that the state machine passes to SageMaker. */
  readonly passedRoles: readonly ServiceRole[];
  readonly key: GrantableKey;
  /** What has to exist before a run can start. */
  readonly dependsOn: readonly ITerraformDependable[];
}

export class StateMachine extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: StateMachineProps) {
    super(scope, id);
    const { model, key } = props;
    const { environment } = model;
    const name = nameIn(environment, "stateMachine", stateMachinePart, model.model.name);
    const role = new ServiceRole(this, "Role", {
      environment,
      name: [model.model.name, "state-machine"],
      service: "states.amazonaws.com",
      description: `Runs the training of ${model.model.name}`,
    });
    const definition = trainingDefinition({ ...props.definition, model });
    definition.grant(role);
    props.passedRoles.forEach((passed) => passed.grantPassRole(role));
    // The failure record is encrypted in S3, and the failure message in SNS. Creating a job with an encrypted volume
    // needs the grant for the caller as well as for the job's own role.
    key.grantUse(role, "s3", "sns");
    key.grantVolumes(role);
    allowLogsAndTraces(role);

    const logGroup = new CloudwatchLogGroup(this, "LogGroup", {
      // Log delivery shares one policy of 5,120 characters among its log groups; those with this prefix take none of
      // it.
      name: `/aws/vendedlogs/states/${name}`,
      retentionInDays: environment.logRetentionDays,
      kmsKeyId: key.arn,
    });
    suppressChecks(logGroup, shortLogRetention(environment));
    const stateMachine = new SfnStateMachine(this, "Resource", {
      name,
      type: "STANDARD",
      roleArn: role.arn,
      definition: longText(JSON.stringify(definition.toJson(environment))),
      loggingConfiguration: {
        level: "ERROR",
        includeExecutionData: false,
        logDestination: `${logGroup.arn}:*`,
      },
      tracingConfiguration: { enabled: true },
      dependsOn: [...role.permissions, ...props.dependsOn],
    });
    suppressChecks(stateMachine, {
      CKV_AWS_285:
        "Inputs and results hold rows of the data: the log gets the names of states and errors only. The history itself stays with Step Functions for 90 days.",
    });
    this.arn = stateMachine.arn;
  }

  grantStart(grantee: Grantee): void {
    grantee.addStatement({ sid: "StartRuns", actions: ["states:StartExecution"], resources: [this.arn] });
  }
}

function allowLogsAndTraces(role: Grantee): void {
  role.addStatement({
    sid: "DeliverLogs",
    actions: [
      "logs:CreateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:DescribeLogGroups",
      "logs:DescribeResourcePolicies",
      "logs:GetLogDelivery",
      "logs:ListLogDeliveries",
      "logs:PutResourcePolicy",
      "logs:UpdateLogDelivery",
    ],
    resources: ["*"],
    wildcardReason: "CloudWatch Logs knows no resources for log delivery (Step Functions guide, logging).",
  });
  role.addStatement({
    sid: "SendTraces",
    actions: ["xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"],
    resources: ["*"],
    wildcardReason: "X-Ray knows no resources for these actions.",
  });
}
