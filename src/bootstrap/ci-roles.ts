// The CI of an environment: a role that plans, a role that deploys, and the boundary of every role it creates.
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import type { Environment } from "../environments";
import type { Repository } from "../environments/repository";
import { PolicyDocument } from "../iam";
import { boundaryName, ciRoleName } from "../naming";
import { ManagedPolicy } from "./managed-policy";
import { ciPolicyName, deploySeconds } from "./names";
import {
  boundaryStatements,
  deployPolicies,
  deployStateStatements,
  planStateStatements,
  readPolicy,
} from "./permissions";
import type { RoleStatement } from "./scope";
import { deployTrust, planTrust } from "./trust";

export interface CiRolesProps {
  readonly environment: Environment;
  readonly repository: Repository;
  /** ARN of the account's identity provider for GitHub. */
  readonly providerArn: string;
  readonly stateKeyArn: string;
}

/** Part of a deployment -> construct id. */
const parts = { network: "Network", data: "Data", pipeline: "Pipeline", roles: "Roles" } as const;

export class CiRoles extends Construct {
  readonly planRoleArn: string;
  readonly deployRoleArn: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CiRolesProps,
  ) {
    super(scope, id);
    const { environment, stateKeyArn } = props;
    const { name } = environment;
    new ManagedPolicy(this, "Boundary", {
      name: boundaryName(name),
      description: `The most that a role which the stacks of ${name} make can ever do`,
      statements: boundaryStatements(environment),
    });
    const read = this.policy("Read", "read", `What a plan of ${name} looks at`, readPolicy(environment));

    const plan = this.role("Plan", "plan", planTrust(props), planStateStatements(environment, stateKeyArn));
    this.attach("PlanReads", plan, read);

    const trust = deployTrust(props, name);
    const deploy = this.role("Deploy", "deploy", trust, deployStateStatements(environment, stateKeyArn));
    this.attach("DeployReads", deploy, read);
    const policies = deployPolicies(environment);
    for (const part of ["network", "data", "pipeline", "roles"] as const) {
      const description = `What a deployment of ${name} changes: ${part}`;
      this.attach(`Deploy${parts[part]}`, deploy, this.policy(parts[part], part, description, policies[part]));
    }
    this.planRoleArn = plan.arn;
    this.deployRoleArn = deploy.arn;
  }

  private policy(id: string, part: string, description: string, statements: readonly RoleStatement[]): ManagedPolicy {
    const name = ciPolicyName(part, this.props.environment.name);
    return new ManagedPolicy(this, id, { name, description, statements });
  }

  private role(id: string, purpose: "plan" | "deploy", trust: string, state: readonly RoleStatement[]): IamRole {
    const { name } = this.props.environment;
    const role = new IamRole(this, id, {
      name: ciRoleName(purpose, name),
      description: purpose === "plan" ? `CI: reads and plans ${name}` : `CI: deploys ${name}`,
      assumeRolePolicy: trust,
      maxSessionDuration: purpose === "plan" ? undefined : deploySeconds,
    });
    const document = new PolicyDocument(state);
    const policy = new IamRolePolicy(role, "State", { name: "state", role: role.name, policy: document.render() });
    document.annotateWildcards(policy);
    return role;
  }

  private attach(id: string, role: IamRole, policy: ManagedPolicy): void {
    new IamRolePolicyAttachment(this, id, { role: role.name, policyArn: policy.arn });
  }
}
