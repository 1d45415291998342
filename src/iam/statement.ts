// One typed policy statement, and the rule that every wildcard says why it cannot be narrower.

/** Operator -> key -> values, such as `{ StringEquals: { "aws:SourceAccount": "…" } }`. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Allows the role that holds it something. */
export interface PolicyStatement {
  /** Unique in its policy; letters and digits. Statements of the same sid and meaning are merged. */
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** @default none */
  readonly conditions?: Conditions;
  /** Why an action or resource holds a `*`. Required where one does; ends up beside the policy in the Terraform JSON. */
  readonly wildcardReason?: string;
}

/** A statement of a policy that hangs on a resource: a bucket, a key, a VPC endpoint. */
export interface ResourcePolicyStatement extends PolicyStatement {
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  readonly principals:
    "*" | Readonly<Record<"AWS" | "Service", string | readonly string[]>> | PrincipalOf<"AWS"> | PrincipalOf<"Service">;
}

type PrincipalOf<Kind extends string> = Readonly<Record<Kind, string | readonly string[]>>;

/** What is wrong with a statement, as a sentence; undefined when nothing is. */
export function statementProblem(statement: PolicyStatement | ResourcePolicyStatement): string | undefined {
  const { sid, actions, resources, wildcardReason } = statement;
  if (!/^[A-Za-z0-9]+$/.test(sid)) return `The sid "${sid}" is not made of letters and digits.`;
  if (actions.length === 0) return `Statement ${sid} names no action.`;
  if (resources.length === 0) return `Statement ${sid} names no resource.`;
  // A deny is the wider the safer.
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
