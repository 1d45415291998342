// Policy documents as sets of single permissions, so that two documents are compared by what they allow and deny, not
// by how they split it into statements. Grammar:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import { byText, canonical, isObject } from "../json";

/** A single permission: who may do what to what, and when. */
export interface Permission {
  readonly effect: string;
  /** `*`, `AWS 123…`, `Service lambda.amazonaws.com`; empty in a role's policy, which applies to whoever assumes it. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Empty if there is none. */
  readonly condition: string;
}

/** Permissions that differ in one cell only, as one row with lists. */
export interface PermissionRow {
  readonly effect: string;
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: string;
}

export function isPolicy(value: unknown): value is { readonly Statement: unknown } {
  return isObject(value) && (Array.isArray(value.Statement) || isObject(value.Statement));
}

export function permissionsOf(document: unknown): readonly Permission[] {
  if (!isPolicy(document)) return [];
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return statements.filter(isObject).flatMap((statement) => {
    const condition = conditionText(statement.Condition);
    const effect = String(statement.Effect ?? "Allow");
    return principals(statement).flatMap((principal) =>
      cells(statement, "Action").flatMap((action) =>
        cells(statement, "Resource").map((resource) => ({ effect, principal, action, resource, condition })),
      ),
    );
  });
}

/** The permissions in `all` that are not in `others`, without duplicates. */
export function without(all: readonly Permission[], others: readonly Permission[]): readonly Permission[] {
  const known = new Set(others.map(canonical));
  return [...new Map(all.map((permission) => [canonical(permission), permission]))]
    .filter(([key]) => !known.has(key))
    .map(([, permission]) => permission);
}

/** As few rows as possible, in an order independent of the document's. */
export function rows(permissions: readonly Permission[]): readonly PermissionRow[] {
  const single = permissions.map(({ principal, action, resource, ...rest }) => ({
    ...rest,
    principals: [principal],
    actions: [action],
    resources: [resource],
  }));
  return merge(merge(merge(single, "resources"), "actions"), "principals").sort((a, b) => byText(order(a), order(b)));
}

function merge(all: readonly PermissionRow[], cell: "principals" | "actions" | "resources"): PermissionRow[] {
  const groups = new Map<string, PermissionRow>();
  for (const row of all) {
    const key = canonical({ ...row, [cell]: undefined });
    const group = groups.get(key);
    groups.set(key, group ? { ...group, [cell]: [...group[cell], ...row[cell]] } : row);
  }
  return [...groups.values()].map((row) => ({ ...row, [cell]: [...new Set(row[cell])].sort(byText) }));
}

function order({ effect, principals, actions, resources, condition }: PermissionRow): string {
  return [effect, principals, actions, resources, condition].join("\u0000");
}

/** An exception cannot be split: everything except A and B is one cell. */
function cells(statement: Record<string, unknown>, name: "Action" | "Resource"): readonly string[] {
  const not = statement[`Not${name}`];
  if (not !== undefined) return [`everything except ${texts(not).sort(byText).join(", ")}`];
  const found = texts(statement[name]);
  // A trust policy names no resource.
  return found.length > 0 ? found : [""];
}

function principals(statement: Record<string, unknown>): readonly string[] {
  const { Principal: principal, NotPrincipal: not } = statement;
  if (not !== undefined) return [`everyone except ${named(not).sort(byText).join(", ")}`];
  return principal === undefined ? [""] : named(principal);
}

function named(principal: unknown): string[] {
  if (!isObject(principal)) return texts(principal);
  // "AWS": "*" and "*" mean the same.
  return Object.entries(principal).flatMap(([kind, value]) =>
    texts(value).map((text) => (kind === "AWS" && text === "*" ? "*" : `${kind} ${text}`)),
  );
}

/** `StringEquals aws:SourceAccount = 1, 2; Bool aws:SecureTransport = false` */
function conditionText(condition: unknown): string {
  if (!isObject(condition)) return "";
  return Object.keys(condition)
    .sort(byText)
    .flatMap((operator) => {
      const keys = isObject(condition[operator]) ? condition[operator] : {};
      return Object.keys(keys)
        .sort(byText)
        .map((key) => `${operator} ${key} = ${texts(keys[key]).sort(byText).join(", ")}`);
    })
    .join("; ");
}

function texts(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((item) => (typeof item === "string" ? item : canonical(item)));
}
