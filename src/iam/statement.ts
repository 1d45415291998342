// A typed policy statement, and the rule that every wildcard needs a reason why it cannot be narrower.

/** Operator -> key -> values, such as `{ StringEquals: { "aws:SourceAccount": "…" } }`. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** A permission of the role that has the statement. */
export interface PolicyStatement {
  /** Unique in its policy; letters and digits. Statements with the same sid and meaning are merged. */
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** @default none */
  readonly conditions?: Conditions;
  /**
   * Why an action or resource contains a `*`. Required if one does; written next to the policy in the Terraform JSON.
   */
  readonly wildcardReason?: string;
}

/** A statement of a resource policy: of a bucket, a key or a VPC endpoint. */
export interface ResourcePolicyStatement extends PolicyStatement {
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  readonly principals:
    "*" | Readonly<Record<"AWS" | "Service", string | readonly string[]>> | PrincipalOf<"AWS"> | PrincipalOf<"Service">;
}

type PrincipalOf<Kind extends string> = Readonly<Record<Kind, string | readonly string[]>>;

/** What is wrong with a statement, as a sentence; undefined if nothing is. */
export function statementProblem(statement: PolicyStatement | ResourcePolicyStatement): string | undefined {
  const { sid, actions, resources, wildcardReason } = statement;
  if (!/^[A-Za-z0-9]+$/.test(sid)) return `The sid "${sid}" is not made of letters and digits.`;
  if (actions.length === 0) return `Statement ${sid} names no action.`;
  if (resources.length === 0) return `Statement ${sid} names no resource.`;
  // The wider a denial, the safer.
  const wildcards =
    "effect" in statement && statement.effect === "Deny" ? [] : [...actions, ...resources].filter(isWildcard);
  if (wildcards.length > 0 && !wildcardReason) {
    return `Statement ${sid} allows ${wildcards.map((it) => `"${it}"`).join(", ")}: name what is needed, or say in wildcardReason why that is impossible.`;
  }
  if (wildcards.length === 0 && wildcardReason)
    return `Statement ${sid} gives a wildcardReason, but holds no wildcard.`;
  return undefined;
}

function isWildcard(text: string): boolean {
  return text.includes("*");
}
