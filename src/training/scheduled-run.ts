// Trains a model on the same file at set times, if its definition asks for it.
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import type { RunInput } from "../../contracts/run";
import type { Model } from "../environments";
import { ServiceRole } from "../iam";
import { type ModelScope, nameIn } from "../scope";
import type { StateMachine } from "./state-machine";

export interface ScheduledRunProps {
  readonly model: ModelScope;
  readonly schedule: NonNullable<Model["schedule"]>;
  /** `s3://` URI of the file. */
  readonly dataUri: string;
  readonly stateMachine: StateMachine;
}

export class ScheduledRun extends Construct {
  constructor(scope: Construct, id: string, { model, schedule, dataUri, stateMachine }: ScheduledRunProps) {
    super(scope, id);
    const { environment } = model;
    const { name } = model.model;
    const rule = new CloudwatchEventRule(this, "Rule", {
      name: nameIn(environment, "eventRule", "schedule", name),
      description: `Trains ${name} on ${model.incoming}${schedule.data}`,
      scheduleExpression: schedule.expression,
    });
    const role = new ServiceRole(this, "Role", {
      environment,
      name: [name, "schedule"],
      service: "events.amazonaws.com",
      description: `Starts runs of ${name} by schedule`,
    });
    stateMachine.grantStart(role);
    new CloudwatchEventTarget(this, "Target", {
      rule: rule.name,
      // Without it the provider would generate a new id each time, and putting the target again would add a second one.
      targetId: "state-machine",
      arn: stateMachine.arn,
      roleArn: role.arn,
      input: JSON.stringify({ data: { s3Uri: dataUri } } satisfies RunInput),
      dependsOn: role.permissions,
    });
  }
}
