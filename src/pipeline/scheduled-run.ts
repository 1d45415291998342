// Runs the pipeline on the same data at set times, where the environment asks for it.
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import type { Environment } from "../environments";
import { ServiceRole } from "../iam";
import { nameLimits, physicalName } from "../naming";
import type { TrainingPipeline } from "./training-pipeline";

export interface ScheduledRunProps {
  readonly environment: Environment;
  readonly schedule: NonNullable<Environment["pipeline"]["schedule"]>;
  readonly pipeline: TrainingPipeline;
}

export class ScheduledRun extends Construct {
  constructor(scope: Construct, id: string, { environment, schedule, pipeline }: ScheduledRunProps) {
    super(scope, id);
    const parts = ["pipeline", "schedule"];
    const rule = new CloudwatchEventRule(this, "Rule", {
      name: physicalName({ environment: environment.name, parts, limit: nameLimits.eventRule }),
      description: `Trains on ${schedule.dataUri}`,
      scheduleExpression: schedule.expression,
    });
    const role = new ServiceRole(this, "Role", {
      environment,
      name: parts,
      service: "events.amazonaws.com",
      description: "Starts the training pipeline by schedule",
    });
    pipeline.grantStart(role);
    new CloudwatchEventTarget(this, "Target", {
      rule: rule.name,
      // The provider would make up another one each time: a target that is put again would be a second one.
      targetId: "state-machine",
      arn: pipeline.arn,
      roleArn: role.arn,
      input: JSON.stringify({ data: { s3Uri: schedule.dataUri } }),
      dependsOn: role.permissions,
    });
  }
}
