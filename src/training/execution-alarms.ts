// Alarms on runs that did not end as they should. A failed run notifies the topic itself; these alarms report a run
// that could not even do that, or that timed out.
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { ModelScope } from "../scope";

export interface ExecutionAlarmsProps {
  readonly model: ModelScope;
  readonly stateMachineArn: string;
  readonly topicArn: string;
}

const alarms = [
  { id: "Failed", part: "failed", metric: "ExecutionsFailed", what: "failed" },
  { id: "TimedOut", part: "timed-out", metric: "ExecutionsTimedOut", what: "ran out of time" },
] as const;

export class ExecutionAlarms extends Construct {
  constructor(scope: Construct, id: string, { model, stateMachineArn, topicArn }: ExecutionAlarmsProps) {
    super(scope, id);
    for (const { id: alarmId, part, metric, what } of alarms) {
      new CloudwatchMetricAlarm(this, alarmId, {
        alarmName: model.name("alarm", part),
        alarmDescription: `A run of ${model.model.name} ${what}`,
        namespace: "AWS/States",
        metricName: metric,
        dimensions: { StateMachineArn: stateMachineArn },
        statistic: "Sum",
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        // No runs means no data, which is fine.
        treatMissingData: "notBreaching",
        alarmActions: [topicArn],
      });
    }
  }
}
