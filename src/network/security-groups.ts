// Who may talk to whom. Everything goes to S3; functions in the VPC also to the interface endpoints; nobody is talked to.
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { Environment } from "../environments";
import { acceptFindings, type AcceptedFindings } from "../findings";
import { nameLimits, physicalName } from "../naming";

/** checkov looks at one stack at a time. */
const wornElsewhere = (by: string): AcceptedFindings => ({
  CKV2_AWS_5: `Worn by ${by}, which the pipeline stack makes; here it cannot be seen.`,
});

const noEndpoints =
  "Without functions in the VPC there is no interface endpoint to wear it; it has no rule, and every environment has the same outputs.";

const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 } as const;

export interface SecurityGroupsProps {
  readonly environment: Environment;
  readonly vpcId: string;
}

export class SecurityGroups extends Construct {
  readonly jobs: SecurityGroup;
  readonly models: SecurityGroup;
  readonly endpoints: SecurityGroup;
  /** Undefined where functions stay outside the VPC. */
  readonly functions?: SecurityGroup;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SecurityGroupsProps,
  ) {
    super(scope, id);
    const { lambdasInVpc } = props.environment.network;
    this.jobs = this.group("Jobs", "jobs", "Processing and training jobs");
    this.models = this.group("Models", "models", "Model containers behind SageMaker endpoints");
    this.endpoints = this.group("Endpoints", "endpoints", "Interface endpoints of AWS services");
    if (lambdasInVpc) this.functions = this.group("Functions", "functions", "Lambda functions");
    if (this.functions) this.allowFunctionsToReachEndpoints(this.functions);

    acceptFindings(this.jobs, wornElsewhere("the jobs that the state machine starts"));
    acceptFindings(this.models, wornElsewhere("the models that the state machine makes"));
    if (this.functions) acceptFindings(this.functions, wornElsewhere("the Lambda functions"));
    if (!lambdasInVpc) acceptFindings(this.endpoints, { CKV2_AWS_5: noEndpoints });
  }

  /** The gateway endpoint's prefix list holds the addresses of S3 in this region. */
  allowToReachS3(prefixListId: string): void {
    for (const group of [this.jobs, this.models, ...(this.functions ? [this.functions] : [])]) {
      const description = "S3 through the gateway endpoint";
      new VpcSecurityGroupEgressRule(group, "ToS3", { securityGroupId: group.id, prefixListId, description, ...https });
    }
  }

  private allowFunctionsToReachEndpoints(functions: SecurityGroup): void {
    new VpcSecurityGroupEgressRule(functions, "ToEndpoints", {
      securityGroupId: functions.id,
      referencedSecurityGroupId: this.endpoints.id,
      description: "AWS services through interface endpoints",
      ...https,
    });
    new VpcSecurityGroupIngressRule(this.endpoints, "FromFunctions", {
      securityGroupId: this.endpoints.id,
      referencedSecurityGroupId: functions.id,
      description: "Lambda functions of this platform",
      ...https,
    });
  }

  private group(id: string, name: string, description: string): SecurityGroup {
    const parts = ["network", name];
    const fullName = physicalName({ environment: this.props.environment.name, parts, limit: nameLimits.securityGroup });
    return new SecurityGroup(this, id, {
      name: fullName,
      description,
      vpcId: this.props.vpcId,
      tags: { Name: fullName },
    });
  }
}
