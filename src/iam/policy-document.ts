// A policy under construction: collects statements, and renders the same statements to the same JSON.
import type { TerraformResource } from "cdktf";
import { notes } from "../../contracts/tags";
import { type PolicyStatement, type ResourcePolicyStatement, statementProblem } from "./statement";

export class PolicyDocument<S extends PolicyStatement = ResourcePolicyStatement> {
  private readonly statements = new Map<string, S>();

  constructor(statements: readonly S[] = []) {
    statements.forEach((statement) => this.add(statement));
  }

  /** Two grants of the same kind (read this bucket, read that one) become one statement with the resources of both. */
  add(statement: S): void {
    const problem = statementProblem(statement);
    if (problem) throw new Error(problem);
    const present = this.statements.get(statement.sid);
    if (present && meaning(present) !== meaning(statement)) {
      throw new Error(
        `Two statements are called ${statement.sid} but differ in more than their resources: rename one of them.`,
      );
    }
    const resources = [...new Set([...(present?.resources ?? []), ...statement.resources])];
    this.statements.set(statement.sid, { ...statement, resources });
  }

  /** The JSON that AWS accepts, its statements sorted by sid, regardless of the order in which they were granted. */
  render(): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: this.sorted().map(toJson) });
  }

  /**
   * Writes the reasons for the policy's wildcards next to a resource, where reviewers of the Terraform JSON see them.
   */
  annotateWildcards(resource: TerraformResource): void {
    const reasons = this.sorted().flatMap(({ sid, wildcardReason }) => (wildcardReason ? [[sid, wildcardReason]] : []));
    if (reasons.length > 0) resource.addOverride(`//.${notes.wildcardReasons}`, Object.fromEntries(reasons));
  }

  private sorted(): S[] {
    return [...this.statements.values()].sort((a, b) => (a.sid < b.sid ? -1 : 1));
  }
}

function toJson(statement: PolicyStatement | ResourcePolicyStatement): object {
  const { sid, actions, resources, conditions } = statement;
  return {
    Sid: sid,
    Effect: ("effect" in statement && statement.effect) || "Allow",
    ...("principals" in statement && { Principal: statement.principals }),
    Action: [...actions].sort(),
    Resource: resources,
    ...(conditions && { Condition: conditions }),
  };
}

/** Everything two statements must have in common to be merged. */
function meaning(statement: PolicyStatement): string {
  return JSON.stringify({ ...toJson(statement), Resource: undefined });
}
