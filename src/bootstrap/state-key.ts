// The key that encrypts the Terraform state of every environment of an account.
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { PolicyDocument, type ResourcePolicyStatement } from "../iam";
import { iamArn, type Location } from "../../contracts/arns";
import { stateKeyAlias } from "./names";

export class StateKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, location: Location) {
    super(scope, id);
    const policy = new PolicyDocument<ResourcePolicyStatement>([
      {
        sid: "AccountDecidesByItsPolicies",
        principals: { AWS: iamArn(location, "root") },
        actions: ["kms:*"],
        resources: ["*"],
        wildcardReason:
          "A key policy speaks of its own key only. Without the account a key can become unmanageable; roles still need a grant of their own.",
      },
    ]);
    const key = new KmsKey(this, "Resource", {
      description: "Terraform state of every environment of this account",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policy.render(),
      // Without it no state can be read, and there is no other record of what is deployed.
      lifecycle: { preventDestroy: true },
    });
    policy.annotateWildcards(key);
    new KmsAlias(this, "Alias", { name: stateKeyAlias, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}
