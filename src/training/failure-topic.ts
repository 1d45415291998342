// The topic that reports failures of any model to people: failed runs, rejected uploads, alarms. Encrypted, and closed
// to other accounts.
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import type { Environment } from "../environments";
import { type GrantableKey, type Grantee, PolicyDocument, type ResourcePolicyStatement } from "../iam";
import { nameIn } from "../scope";

export interface FailureTopicProps {
  readonly environment: Environment;
  readonly key: GrantableKey;
}

export class FailureTopic extends Construct {
  readonly arn: string;
  private readonly key: GrantableKey;

  constructor(scope: Construct, id: string, { environment, key }: FailureTopicProps) {
    super(scope, id);
    const topic = new SnsTopic(this, "Resource", {
      name: nameIn(environment, "topic", "failures"),
      kmsMasterKeyId: key.arn,
    });
    this.arn = topic.arn;
    this.key = key;
    new SnsTopicPolicy(this, "Policy", { arn: topic.arn, policy: topicPolicy(topic.arn, environment).render() });
    for (const address of environment.notificationEmails) {
      new SnsTopicSubscription(this, address, { topicArn: topic.arn, protocol: "email", endpoint: address });
    }
  }

  grantPublish(grantee: Grantee): void {
    grantee.addStatement({ sid: "PublishFailures", actions: ["sns:Publish"], resources: [this.arn] });
    this.key.grantUse(grantee, "sns");
  }
}

/** Roles of the account publish under their own policies. Alarms have no role, so the topic's policy admits them. */
function topicPolicy(topicArn: string, environment: Environment): PolicyDocument {
  return new PolicyDocument<ResourcePolicyStatement>([
    {
      sid: "AlarmsOfThisAccount",
      principals: { Service: "cloudwatch.amazonaws.com" },
      actions: ["sns:Publish"],
      resources: [topicArn],
      conditions: { StringEquals: { "aws:SourceAccount": environment.account } },
    },
    {
      sid: "DenyWithoutTls",
      effect: "Deny",
      principals: "*",
      actions: ["sns:Publish"],
      resources: [topicArn],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}
