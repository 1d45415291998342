// Passes every upload in a model's folder to the function that checks it, with what it needs to know of the model.
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import type { Model } from "../../contracts/functions/start-pipeline";
import { environmentPrefix } from "../../contracts/names";
import type { Environment } from "../environments";
import { type ModelScope, nameIn } from "../scope";

const part = "uploads";

/** Matches the names of the upload rules of all models. */
export const uploadRuleNames = ({ name }: Environment) => `${environmentPrefix(name)}${part}-*`;

export interface UploadRuleProps {
  readonly model: ModelScope;
  readonly dataBucketName: string;
  readonly startPipelineArn: string;
  readonly stateMachineArn: string;
}

export class UploadRule extends Construct {
  constructor(scope: Construct, id: string, props: UploadRuleProps) {
    super(scope, id);
    const { model, dataBucketName, startPipelineArn, stateMachineArn } = props;
    const { name, target, uploads, sharedUploads } = model.model;
    const rule = new CloudwatchEventRule(this, "Resource", {
      name: nameIn(model.environment, "eventRule", part, name),
      description: `Uploads to ${model.incoming} of the data bucket`,
      // Not only *.csv, so that the function can report any other file as unusable.
      eventPattern: JSON.stringify({
        source: ["aws.s3"],
        "detail-type": ["Object Created"],
        detail: { bucket: { name: [dataBucketName] }, object: { key: [{ prefix: model.incoming }] } },
      }),
    });
    // EventBridge retries the delivery for an hour; a function that fails on every attempt notifies the topic.
    new CloudwatchEventTarget(this, "Target", {
      rule: rule.name,
      // Without it the provider would generate a new id each time, and putting the target again would add a second one.
      targetId: "start-pipeline",
      arn: startPipelineArn,
      retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
      inputTransformer: {
        inputTemplate: payloadTemplate({ name, targetColumn: target, stateMachineArn, uploads, sharedUploads }),
      },
    });
  }
}

/**
 * A `Payload` of start-pipeline, into which EventBridge inserts the event. No other `<placeholder>` may occur in it.
 */
export function payloadTemplate(model: Model): string {
  const json = JSON.stringify(model).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e");
  return `{"model":${json},"event":<aws.events.event.json>}`;
}
