// Roles: CI may create those of its environment, but none without the boundary and never one that CI itself assumes.
import { type Environment } from "../../environments";
import type { ServicePrincipal } from "../../iam";
import { ciRoleName } from "../../naming";
import { boundaryArn } from "../../scope";
import { iamArn } from "../../../contracts/arns";
import { project } from "../../../contracts/names";
import { githubIssuer } from "../names";
import { byName, type RoleStatement, type Scope } from "../scope";

/** A record, so that the compiler reports a missing one. */
const services: Readonly<Record<ServicePrincipal, true>> = {
  "events.amazonaws.com": true,
  "lambda.amazonaws.com": true,
  "sagemaker.amazonaws.com": true,
  "states.amazonaws.com": true,
  "vpc-flow-logs.amazonaws.com": true,
};

export function roleStatements(scope: Scope, environment: Environment): RoleStatement[] {
  const { name } = environment;
  const iam = (resource: string) => iamArn(environment, resource);
  return [
    {
      sid: "GrantWithinBoundary",
      actions: ["iam:CreateRole", "iam:DeleteRolePolicy", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"],
      resources: [scope.roles],
      conditions: { StringEquals: { "iam:PermissionsBoundary": boundaryArn(environment) } },
      wildcardReason: byName,
    },
    {
      sid: "ChangeRoles",
      actions: [
        "iam:DeleteRole",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      resources: [scope.roles],
      wildcardReason: byName,
    },
    {
      sid: "PassRoles",
      actions: ["iam:PassRole"],
      resources: [scope.roles],
      conditions: { StringEquals: { "iam:PassedToService": Object.keys(services) } },
      wildcardReason: byName,
    },
    {
      sid: "NeverItsOwnGuards",
      effect: "Deny",
      actions: ["iam:*"],
      resources: [
        iam(`role/${ciRoleName("plan", name)}`),
        iam(`role/${ciRoleName("deploy", name)}`),
        iam(`policy/${project}-*`),
        iam(`oidc-provider/${githubIssuer}`),
      ],
    },
    {
      sid: "NeverWithoutBoundary",
      effect: "Deny",
      actions: ["iam:DeleteRolePermissionsBoundary"],
      resources: ["*"],
    },
  ];
}
