// Whether the caller may do what a deployment does, asked from IAM's own simulator: nothing is tried.
import { type ContextEntry, IAMClient, paginateSimulatePrincipalPolicy } from "@aws-sdk/client-iam";
import { iamArn } from "../../contracts/arns";
import { deployPolicies, readPolicy } from "../../src/bootstrap/permissions";
import type { RoleStatement } from "../../src/bootstrap/scope";
import { checkAccount } from "../aws/account";
import { isDenied } from "../aws/errors";
import type { Deployment } from "../deploy/deployment";
import { type Finding, right, unknown, wrong } from "./finding";

const remedy = "Use an administrator's credentials for the first deployment, or the deploy role of CI.";

export async function checkPermissions({ aws, environment }: Deployment): Promise<readonly Finding[]> {
  const { arn } = await checkAccount(environment, aws);
  const source = principalOf(arn, environment);
  if (source === undefined) return [right(`${arn} may do everything in its account`)];
  const statements = [...Object.values(deployPolicies(environment)).flat(), ...readPolicy(environment)];
  const allowed = statements.filter(({ effect = "Allow" }) => effect === "Allow");
  const client = new IAMClient(aws);
  try {
    const refused = new Set<string>();
    for (const statement of allowed) {
      for (const action of await refusedActions(client, source, statement)) refused.add(action);
    }
    const count = new Set(allowed.flatMap(({ actions }) => actions)).size;
    if (refused.size === 0) return [right(`${source.split("/").at(-1)} may do all ${count} actions of a deployment`)];
    const names = [...refused].sort().join(", ");
    return [wrong(`${arn} may not do ${refused.size} of ${count} actions of a deployment: ${names}.`, remedy)];
  } catch (error) {
    if (isDenied(error)) return [unknown(`${arn} may not ask IAM what it may do (iam:SimulatePrincipalPolicy).`)];
    throw error;
  }
}

/** The user or role whose policies count; undefined for the account's root, which has none. */
export function principalOf(arn: string, environment: Deployment["environment"]): string | undefined {
  const assumed = /:assumed-role\/([^/]+)\//.exec(arn);
  if (assumed) return iamArn(environment, `role/${assumed[1]}`);
  return arn.endsWith(":root") ? undefined : arn;
}

async function refusedActions(
  client: IAMClient,
  PolicySourceArn: string,
  { actions, resources, conditions }: RoleStatement,
): Promise<readonly string[]> {
  const request = {
    PolicySourceArn,
    ActionNames: [...actions],
    // Any resource that the pattern means.
    ResourceArns: resources.map((resource) => (resource === "*" ? resource : resource.replaceAll("*", "x"))),
    ContextEntries: contextFor(conditions),
  };
  const refused: string[] = [];
  for await (const { EvaluationResults = [] } of paginateSimulatePrincipalPolicy({ client }, request)) {
    for (const { EvalActionName, EvalDecision, ResourceSpecificResults = [] } of EvaluationResults) {
      const decisions = ResourceSpecificResults.map(({ EvalResourceDecision }) => EvalResourceDecision);
      if ([EvalDecision, ...decisions].some((decision) => decision !== "allowed")) refused.push(EvalActionName!);
    }
  }
  return refused;
}

/** A context in which the conditions hold. */
function contextFor(conditions: RoleStatement["conditions"] = {}): ContextEntry[] {
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([ContextKeyName, values]) => ({
      ContextKeyName,
      ContextKeyType: operator === "Bool" ? ("boolean" as const) : ("string" as const),
      ContextKeyValues: [values]
        .flat()
        .map((value) => String(value).replaceAll("*", "x"))
        .slice(0, 1),
    })),
  );
}
