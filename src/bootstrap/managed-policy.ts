// A managed policy whose length is checked at synth against AWS's limit, while it can still be split.
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct } from "constructs";
import { PolicyDocument } from "../iam";
import type { RoleStatement } from "./scope";

/** Characters, not counting white space (IAM guide, quotas). Terraform's references are longer once resolved. */
export const policyLimits = { managed: 6144, inlineOfARole: 10_240 } as const;

export interface ManagedPolicyProps {
  readonly name: string;
  readonly description: string;
  readonly statements: readonly RoleStatement[];
}

export class ManagedPolicy extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, description, statements }: ManagedPolicyProps) {
    super(scope, id);
    const document = new PolicyDocument(statements);
    const policy = document.render();
    const length = policy.replace(/\s/g, "").length;
    if (length > policyLimits.managed) {
      throw new Error(`The policy ${name} has ${length} characters; AWS takes ${policyLimits.managed}. Split it.`);
    }
    const resource = new IamPolicy(this, "Resource", { name, description, policy });
    document.annotateWildcards(resource);
    this.arn = resource.arn;
  }
}
