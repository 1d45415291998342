// Logs all traffic in the VPC, accepted or rejected, and keeps it as long as the environment's other logs.
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import type { Environment } from "../environments";
import { suppressChecks, shortLogRetention } from "../suppressions";
import { ServiceRole } from "../iam";
import { pathName } from "../naming";
import { nameIn } from "../scope";

export interface FlowLogsProps {
  readonly environment: Environment;
  readonly vpcId: string;
}

export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, { environment, vpcId }: FlowLogsProps) {
    super(scope, id);
    const logGroup = new CloudwatchLogGroup(this, "LogGroup", {
      name: pathName(environment.name, "network", "flow-logs"),
      retentionInDays: environment.logRetentionDays,
    });
    suppressChecks(logGroup, {
      ...shortLogRetention(environment),
      CKV_AWS_158:
        "Flow logs hold addresses and ports, no content; CloudWatch Logs encrypts every group with keys of its own, and the platform's key belongs to a stack that is made after the network.",
    });
    const role = new ServiceRole(this, "Role", {
      environment,
      name: ["network", "flow-logs"],
      service: "vpc-flow-logs.amazonaws.com",
      description: "Writes the flow logs of the VPC",
    });
    role.addStatement({
      sid: "WriteFlowLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [logGroup.arn, `${logGroup.arn}:*`],
      wildcardReason: "The streams of this one group: EC2 names them after network interfaces that come and go.",
    });
    new FlowLog(this, "Resource", {
      vpcId,
      trafficType: "ALL",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 600,
      tags: { Name: nameIn(environment, "tag", "network", "flow-logs") },
      dependsOn: role.permissions,
    });
  }
}
