// Alarms on runs that did not end as they should. A run that failed has told the topic itself; a run that could not even
// do that, or that ran out of time, is noticed here.
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { Environment } from "../environments";
import { nameLimits, physicalName } from "../naming";

export interface ExecutionAlarmsProps {
  readonly environment: Environment;
  readonly stateMachineArn: string;
  readonly topicArn: string;
}

const alarms = [
  { id: "Failed", metric: "ExecutionsFailed", description: "A run of the pipeline failed" },
  { id: "TimedOut", metric: "ExecutionsTimedOut", description: "A run of the pipeline ran out of time" },
] as const;

export class ExecutionAlarms extends Construct {
  constructor(scope: Construct, id: string, { environment, stateMachineArn, topicArn }: ExecutionAlarmsProps) {
    super(scope, id);
    for (const { id: alarmId, metric, description } of alarms) {
      const parts = ["pipeline", alarmId === "Failed" ? "failed" : "timed-out"];
      new CloudwatchMetricAlarm(this, alarmId, {
        alarmName: physicalName({ environment: environment.name, parts, limit: nameLimits.alarm }),
        alarmDescription: description,
        namespace: "AWS/States",
        metricName: metric,
        dimensions: { StateMachineArn: stateMachineArn },
        statistic: "Sum",
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        // No run, no data: that is fine.
        treatMissingData: "notBreaching",
        alarmActions: [topicArn],
      });
    }
  }
}
