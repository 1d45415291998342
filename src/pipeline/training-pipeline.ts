// The state machine in the account: role, log, and the definition.
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../environments";
import { acceptFindings, shortLogRetention } from "../findings";
import { type GrantableKey, type Grantee, ServiceRole } from "../iam";
import { nameLimits, physicalName } from "../naming";
import type { PipelineDefinitionProps } from "./definition-props";
import { pipelineDefinition } from "./pipeline-definition";

export interface TrainingPipelineProps {
  readonly environment: Environment;
  readonly definition: PipelineDefinitionProps;
  /** Roles that the state machine hands to SageMaker. */
  readonly passedRoles: readonly ServiceRole[];
  readonly key: GrantableKey;
  /** What has to be there before a run can start. */
  readonly after: readonly ITerraformDependable[];
}

export class TrainingPipeline extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: TrainingPipelineProps) {
    super(scope, id);
    const { environment, key } = props;
    const name = physicalName({
      environment: environment.name,
      parts: ["pipeline"],
      limit: nameLimits.stateMachine,
    });
    const role = new ServiceRole(this, "Role", {
      environment,
      name: ["pipeline", "state-machine"],
      service: "states.amazonaws.com",
      description: "Runs the training pipeline",
    });
    const definition = pipelineDefinition(props.definition);
    definition.grant(role);
    props.passedRoles.forEach((passed) => passed.grantPassRole(role));
    // The failure record is encrypted in S3, the failure message in SNS; whoever creates a job with an encrypted volume
    // needs the grant as much as the job's own role.
    key.grantUse(role, "s3", "sns");
    key.grantVolumes(role);
    allowLogsAndTraces(role);

    const logGroup = new CloudwatchLogGroup(this, "LogGroup", {
      // Log delivery keeps one policy of 5,120 characters for all its groups; this prefix takes none of it.
      name: `/aws/vendedlogs/states/${name}`,
      retentionInDays: environment.logRetentionDays,
      kmsKeyId: key.arn,
    });
    acceptFindings(logGroup, shortLogRetention(environment));
    const stateMachine = new SfnStateMachine(this, "Resource", {
      name,
      type: "STANDARD",
      roleArn: role.arn,
      definition: JSON.stringify(definition.toJson()),
      loggingConfiguration: {
        level: "ERROR",
        includeExecutionData: false,
        logDestination: `${logGroup.arn}:*`,
      },
      tracingConfiguration: { enabled: true },
      dependsOn: [...role.permissions, ...props.after],
    });
    acceptFindings(stateMachine, {
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
