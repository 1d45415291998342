// A role that one AWS service assumes for one purpose. It has no permissions until it is granted some.
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../environments";
import { boundaryArn, nameIn } from "../scope";
import type { Grantee } from "./grants";
import { PolicyDocument } from "./policy-document";
import type { PolicyStatement } from "./statement";

/**
 * Who may assume a role, and whether the service then sends `aws:SourceAccount` (each service's page on the confused
 * deputy problem). Lambda does not: with the condition, it could not assume the role.
 */
const services = {
  "events.amazonaws.com": { sendsSourceAccount: true },
  "lambda.amazonaws.com": { sendsSourceAccount: false },
  "sagemaker.amazonaws.com": { sendsSourceAccount: true },
  "states.amazonaws.com": { sendsSourceAccount: true },
  "vpc-flow-logs.amazonaws.com": { sendsSourceAccount: true },
} as const;

export type ServicePrincipal = keyof typeof services;

export interface ServiceRoleProps {
  readonly environment: Environment;
  /** Parts of the role's name, such as `["pipeline", "training"]`. */
  readonly name: readonly string[];
  readonly service: ServicePrincipal;
  readonly description: string;
}

export class ServiceRole extends Construct implements Grantee {
  readonly arn: string;
  readonly roleName: string;
  private readonly role: IamRole;
  private readonly document = new PolicyDocument<PolicyStatement>();
  private policy?: IamRolePolicy;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceRoleProps,
  ) {
    super(scope, id);
    this.roleName = nameIn(props.environment, "role", ...props.name);
    this.role = new IamRole(this, "Resource", {
      name: this.roleName,
      description: props.description,
      assumeRolePolicy: trustPolicy(props.service, props.environment.account),
      permissionsBoundary: boundaryOf(props.environment),
    });
    this.arn = this.role.arn;
  }

  addStatement(statement: PolicyStatement): void {
    this.document.add(statement);
    this.policy ??= new IamRolePolicy(this, "Policy", { name: "permissions", role: this.role.name, policy: "" });
    this.policy.policy = this.document.render();
    this.document.annotateWildcards(this.policy);
  }

  /** Lets the grantee pass this role to its service, and to no other. */
  grantPassRole(grantee: Grantee): void {
    grantee.addStatement({
      sid: `PassRoleTo${this.props.service.split(".")[0]!.replace(/[^a-z]/g, "")}`,
      actions: ["iam:PassRole"],
      resources: [this.arn],
      conditions: { StringEquals: { "iam:PassedToService": this.props.service } },
    });
  }

  /**
   * For `dependsOn` of resources that use the role as soon as they exist: its permissions have to be in place by then.
   */
  get permissions(): ITerraformDependable[] {
    return this.policy ? [this.policy] : [];
  }
}

/**
 * Created once per account, before the first deployment; the local AWS has none. CI may not create a role without it.
 */
function boundaryOf(environment: Environment): string | undefined {
  return environment.name === "local" ? undefined : boundaryArn(environment);
}

function trustPolicy(service: ServicePrincipal, accountId: string): string {
  const { sendsSourceAccount } = services[service];
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: service },
        Action: "sts:AssumeRole",
        ...(sendsSourceAccount && { Condition: { StringEquals: { "aws:SourceAccount": accountId } } }),
      },
    ],
  });
}
