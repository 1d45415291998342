import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { TerraformStack, Testing } from "cdktf";
import { ServiceRole, type ServicePrincipal } from "../../../src/iam";
import type { EnvironmentName } from "../../../src/environments";
import { environment } from "../../support/environments";
import { RecordingGrantee } from "../../support/grantee";
import { Template } from "../../support/template";

function role(service: ServicePrincipal = "sagemaker.amazonaws.com", name: EnvironmentName = "prod") {
  const stack = new TerraformStack(Testing.app(), "test");
  const props = { environment: environment(name), name: ["pipeline", "train"], service, description: "Trains" };
  const role = new ServiceRole(stack, "Role", props);
  return { role, template: () => Template.of(stack) };
}

describe("ServiceRole", () => {
  it("can do nothing until something is granted to it", () => {
    const { role: it, template } = role();
    expect(template().types).toEqual(["aws_iam_role"]);
    expect(it.permissions).toEqual([]);
  });

  it.each<ServicePrincipal>(["sagemaker.amazonaws.com", "states.amazonaws.com", "events.amazonaws.com"])(
    "is assumed by %s on behalf of the own account only",
    (service) => {
      const trust = JSON.parse(role(service).template().only(IamRole).assume_role_policy as string);
      expect(trust.Statement).toEqual([
        {
          Effect: "Allow",
          Principal: { Service: service },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": "333333333333" } },
        },
      ]);
    },
  );

  it("asks Lambda for no source account, because Lambda sends none", () => {
    const trust = JSON.parse(role("lambda.amazonaws.com").template().only(IamRole).assume_role_policy as string);
    expect(trust.Statement[0]).not.toHaveProperty("Condition");
  });

  it("can never do more than the boundary of its environment", () => {
    const boundary = "arn:aws:iam::333333333333:policy/mlplatform-prod-boundary";
    expect(role().template().only(IamRole).permissions_boundary).toBe(boundary);
  });

  it("needs no boundary in the local AWS, where `npm start` makes none", () => {
    const { template } = role("sagemaker.amazonaws.com", "local");
    expect(template().only(IamRole)).not.toHaveProperty("permissions_boundary");
  });

  it("holds all grants in one policy, with the reasons of wildcards beside it", () => {
    const { role: it, template } = role();
    it.addStatement({ sid: "B", actions: ["b:B"], resources: ["*"], wildcardReason: "b:B knows no resources." });
    it.addStatement({ sid: "A", actions: ["a:A"], resources: ["arn:a"] });
    const policy = template().only(IamRolePolicy);
    expect(JSON.parse(policy.policy as string).Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual(["A", "B"]);
    expect(policy["//"]).toMatchObject({
      wildcardReasons: { B: "b:B knows no resources." },
      metadata: { path: "test/Role/Policy" },
    });
    expect(it.permissions).toHaveLength(1);
  });

  it("may be passed to its own service only", () => {
    const { role: it } = role();
    const grantee = new RecordingGrantee();
    it.grantPassRole(grantee);
    expect(grantee.statements).toEqual([
      {
        sid: "PassRoleTosagemaker",
        actions: ["iam:PassRole"],
        resources: [it.arn],
        conditions: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
      },
    ]);
  });
});
