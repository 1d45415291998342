// Every upload to incoming/ is handed to the function that checks it.
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import type { Environment } from "../environments";
import { nameLimits, physicalName } from "../naming";
import type { FailureTopic } from "./failure-topic";
import type { PipelineFunction } from "./pipeline-function";

export interface UploadTriggerProps {
  readonly environment: Environment;
  readonly dataBucketName: string;
  readonly function: PipelineFunction;
  readonly failureTopic: FailureTopic;
}

export class UploadTrigger extends Construct {
  constructor(scope: Construct, id: string, props: UploadTriggerProps) {
    super(scope, id);
    const { environment, dataBucketName, function: target, failureTopic } = props;
    const rule = new CloudwatchEventRule(this, "Rule", {
      name: physicalName({ environment: environment.name, parts: ["pipeline", "upload"], limit: nameLimits.eventRule }),
      description: "Uploads to incoming/ of the data bucket",
      // Not only *.csv: whoever uploads something else is told what is wrong, instead of waiting in vain.
      eventPattern: JSON.stringify({
        source: ["aws.s3"],
        "detail-type": ["Object Created"],
        detail: { bucket: { name: [dataBucketName] }, object: { key: [{ prefix: "incoming/" }] } },
      }),
    });
    const permission = new LambdaPermission(this, "Permission", {
      functionName: target.functionName,
      // Named by us: under a name made up anew, a repeated deployment would leave a second permission.
      statementId: "InvokeForUploads",
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      sourceArn: rule.arn,
    });
    // EventBridge hands over within a moment or tries for an hour; a function that fails on every try tells the topic.
    new CloudwatchEventTarget(this, "Target", {
      rule: rule.name,
      // The provider would make up another one each time: a target that is put again would be a second one.
      targetId: "start-pipeline",
      arn: target.arn,
      retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
      dependsOn: [permission],
    });
    new LambdaFunctionEventInvokeConfig(this, "Failures", {
      functionName: target.functionName,
      maximumRetryAttempts: 2,
      destinationConfig: { onFailure: { destination: failureTopic.arn } },
      // Lambda checks that the function may publish.
      dependsOn: target.role.permissions,
    });
  }
}
