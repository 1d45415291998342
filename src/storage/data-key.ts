// The key that encrypts what an environment stores: objects, messages, log groups, volumes.
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import type { Environment } from "../environments";
import { type GrantableKey, type Grantee, type KeyUser, PolicyDocument, type ResourcePolicyStatement } from "../iam";
import { arn, iamArn, regionalService } from "../../contracts/arns";
import { nameIn } from "../scope";
import { mayDestroy, type RemovalPolicy, removalLifecycle } from "./removal";

const thisKey = "A key policy speaks of its own key only; there, * is the key's name.";
const useActions = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"];
const useSids: Record<KeyUser, string> = {
  s3: "UseKeyThroughS3",
  sns: "UseKeyThroughSns",
  sagemaker: "UseKeyThroughSageMaker",
};

export interface DataKeyProps {
  readonly environment: Environment;
  /** @default "retain" */
  readonly removalPolicy?: RemovalPolicy;
}

export class DataKey extends Construct implements GrantableKey {
  readonly arn: string;
  private readonly environment: Environment;

  constructor(scope: Construct, id: string, { environment, removalPolicy = "retain" }: DataKeyProps) {
    super(scope, id);
    this.environment = environment;
    const policy = keyPolicy(environment);
    const key = new KmsKey(this, "Resource", {
      description: `Data of the ${environment.name} environment`,
      enableKeyRotation: true,
      // The days in which a deletion can be cancelled; 7 is the minimum that KMS accepts.
      deletionWindowInDays: mayDestroy(environment, removalPolicy) ? 7 : 30,
      policy: policy.render(),
      lifecycle: removalLifecycle(environment, removalPolicy),
    });
    policy.annotateWildcards(key);
    const name = nameIn(environment, "keyAlias", "data");
    new KmsAlias(this, "Alias", { name: `alias/${name}`, targetKeyId: key.keyId });
    this.arn = key.arn;
  }

  grantUse(grantee: Grantee, ...via: readonly KeyUser[]): void {
    for (const service of via) {
      grantee.addStatement({
        sid: useSids[service],
        actions: useActions,
        resources: [this.arn],
        conditions: { StringEquals: { "kms:ViaService": regionalService(this.environment, service) } },
      });
    }
  }

  grantVolumes(grantee: Grantee): void {
    grantee.addStatement({
      sid: "EncryptVolumes",
      actions: ["kms:CreateGrant"],
      resources: [this.arn],
      conditions: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
    grantee.addStatement({ sid: "CheckVolumeKey", actions: ["kms:DescribeKey"], resources: [this.arn] });
  }
}

function keyPolicy(environment: Environment): PolicyDocument {
  const { account, region } = environment;
  return new PolicyDocument<ResourcePolicyStatement>([
    {
      sid: "AccountDecidesByItsPolicies",
      principals: { AWS: iamArn(environment, "root") },
      actions: ["kms:*"],
      resources: ["*"],
      wildcardReason: `${thisKey} Without the account a key can become unmanageable; roles still need a grant of their own.`,
    },
    {
      sid: "LogGroups",
      principals: { Service: `logs.${region}.amazonaws.com` },
      actions: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      resources: ["*"],
      conditions: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": arn(environment, "logs", "log-group:*") },
      },
      wildcardReason: thisKey,
    },
    {
      // Alarms publish to the encrypted failure topic without a role of ours.
      sid: "Alarms",
      principals: { Service: "cloudwatch.amazonaws.com" },
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:SourceAccount": account } },
      wildcardReason: thisKey,
    },
  ]);
}
