// Evaluates whether IAM lets a role do something: its policies, its boundary, and the resource's policy together.
import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { NamedPolicy, Role, World } from "./world";

export type Context = Readonly<Record<string, string | readonly string[]>>;

export interface Request {
  readonly action: string;
  /** An ARN, or `*` for an action without a resource. */
  readonly resource: string;
  readonly context?: Context;
  /** The policy of the VPC endpoint that the request goes through. @default none */
  readonly through?: NamedPolicy;
}

export type Answer = "Allowed" | "ExplicitlyDenied" | "ImplicitlyDenied";

export async function simulate(
  world: World,
  role: Role,
  { action, resource, context = {}, through }: Request,
): Promise<Answer> {
  const result = await runSimulation(
    {
      request: {
        principal: role.arn,
        action,
        resource: { resource, accountId: world.account },
        contextVariables: { ...always(world, role), ...world.tags(resource), ...context } as Record<
          string,
          string | string[]
        >,
      },
      identityPolicies: [...role.policies],
      ...(role.boundary && { permissionBoundaryPolicies: [role.boundary] }),
      ...(through && { vpcEndpointPolicies: [through] }),
      resourcePolicy: world.resourcePolicy(resource),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    { simulationMode: "Strict" },
  );
  // An action, ARN or policy that AWS does not know is an error in the test or in the stacks.
  if (result.resultType === "error") {
    throw new Error(`${action} on ${resource} cannot be simulated: ${JSON.stringify(result.errors)}`);
  }
  return result.overallResult;
}

/** What every request contains (IAM guide, global condition keys). */
function always({ account, region }: World, { arn }: Role): Context {
  return {
    "aws:PrincipalAccount": account,
    "aws:PrincipalArn": arn,
    "aws:RequestedRegion": region,
    "aws:ResourceAccount": account,
    "aws:SecureTransport": "true",
  };
}

/** Every action on every resource. */
export function ask(
  actions: string | readonly string[],
  resources: string | readonly string[],
  context?: Context,
): Request[] {
  return [actions].flat().flatMap((action) => [resources].flat().map((resource) => ({ action, resource, context })));
}

/** The requests with an unexpected result, as readable lines; empty if all results are as expected. */
export async function unexpected(
  world: World,
  role: Role,
  requests: readonly Request[],
  expected: "Allowed" | "denied",
): Promise<string[]> {
  const different = [];
  for (const request of requests) {
    const answer = await simulate(world, role, request);
    if ((answer === "Allowed") !== (expected === "Allowed")) different.push(`${answer}: ${told(request)}`);
  }
  return different;
}

function told({ action, resource, context }: Request): string {
  return `${action} on ${resource}${context ? ` with ${JSON.stringify(context)}` : ""}`;
}
