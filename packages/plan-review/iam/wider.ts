// Which of the added and removed permissions let somebody do more than before, and how it is said.
import { byText } from "../json";
import { boundaryWords } from "./resources";
import { type Permission, type Row, rows } from "./statements";

export interface Widening {
  /** Such as "every action of s3". */
  readonly reason: string;
  /** The permissions that it is said of. */
  readonly rows: readonly Row[];
}

/** `accounts`: those of the environment; everybody else is outside. */
export function widenings(
  added: readonly Permission[],
  removed: readonly Permission[],
  accounts: readonly string[],
): readonly Widening[] {
  const found = new Map<string, Permission[]>();
  const note = (reason: string, permission: Permission) =>
    found.set(reason, [...(found.get(reason) ?? []), permission]);
  for (const permission of added.filter(({ effect }) => effect === "Allow")) {
    const why = reasons(permission, removed, accounts);
    if (why.length > 0) note(why.join(", "), permission);
  }
  const denies = added.filter(({ effect }) => effect === "Deny");
  for (const permission of removed.filter(({ effect }) => effect === "Deny")) {
    if (denies.some((deny) => deniesAsMuch(deny, permission))) continue;
    const boundary = permission.resource.startsWith(boundaryWords);
    const other = boundary && denies.some(({ resource }) => resource.startsWith(boundaryWords));
    note(
      other ? "its boundary is another one" : boundary ? "its permissions boundary is gone" : "a Deny is gone",
      permission,
    );
  }
  return [...found]
    .sort(([a], [b]) => byText(a, b))
    .map(([reason, permissions]) => ({ reason, rows: rows(permissions) }));
}

function reasons(permission: Permission, removed: readonly Permission[], accounts: readonly string[]): string[] {
  const { principal, action, resource, condition } = permission;
  const lost = lostCondition(permission, removed);
  return [
    ...(action.startsWith("everything except") || resource.startsWith("everything except")
      ? ["all but an exception list"]
      : []),
    ...(principal.startsWith("everybody except") ? ["everybody but an exception list"] : []),
    ...(action.includes("*") && !action.startsWith("everything except") ? [wildcardAction(action)] : []),
    ...(isEveryResource(resource) ? ["every resource"] : []),
    ...(principal === "*" ? [condition ? "anybody who meets the condition" : "anybody, without a condition"] : []),
    ...outside(principal, accounts),
    ...(lost ? [`its condition is gone: ${lost}`] : []),
    ...(takesInMore(permission, removed) ? ["a wider pattern than before"] : []),
    ...(givesRights.test(action) && condition === "" ? [`${action} can give rights away, and has no condition`] : []),
  ];
}

/** Actions with which a role can make itself or others more powerful. */
const givesRights =
  /^(iam:(PassRole|(Put|Attach)(Role|User|Group)Policy|CreatePolicyVersion|SetDefaultPolicyVersion|CreateAccessKey|UpdateAssumeRolePolicy|DeleteRolePermissionsBoundary|PutRolePermissionsBoundary)|lambda:AddPermission|s3:PutBucketPolicy|s3:PutBucketAcl|kms:(PutKeyPolicy|CreateGrant))$/i;

function wildcardAction(action: string): string {
  const [service, operation] = action.split(":");
  if (action === "*" || service === "*") return "every action of every service";
  return operation === "*" ? `every action of ${service}` : `a wildcard in the action ${action}`;
}

/** Nothing of the name is left: `*`, `arn:aws:s3:::*`, `arn:aws:iam::1:role/*`. Objects of one bucket are not meant. */
function isEveryResource(resource: string): boolean {
  if (resource === "*") return true;
  const [, , service, , , ...name] = resource.split(":");
  if (service === undefined || name.length === 0) return /^\*+$/.test(resource);
  const last = name.join(":");
  return service === "s3" ? /^\*/.test(last) : /^(\*|[a-z-]+[/:]\*)$/i.test(last);
}

function outside(principal: string, accounts: readonly string[]): string[] {
  const kind = principal.split(" ")[0];
  if (kind === "Federated") return [`${principal.slice(10)} may sign people or programs in`];
  if (kind !== "AWS" || accounts.length === 0) return [];
  const account = /^AWS (?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1];
  return account !== undefined && !accounts.includes(account) ? [`account ${account} is outside`] : [];
}

/** The same permission had a condition before that it lacks now. */
function lostCondition(permission: Permission, removed: readonly Permission[]): string | undefined {
  const kept = parts(permission.condition);
  const before = removed.filter((old) => same(old, permission, ["effect", "principal", "action", "resource"]));
  // Where one of the old ones was as free as this, nothing is lost.
  const lost = before.map(({ condition }) => parts(condition).filter((part) => !kept.includes(part)));
  const fewest = lost.sort((a, b) => a.length - b.length)[0] ?? [];
  const onlyFewer = before.some(({ condition }) => kept.every((part) => parts(condition).includes(part)));
  return fewest.length > 0 && onlyFewer ? fewest.join("; ") : undefined;
}

const parts = (condition: string): string[] => (condition === "" ? [] : condition.split("; "));

/** Something removed is a special case of it. */
function takesInMore(permission: Permission, removed: readonly Permission[]): boolean {
  const { action, resource } = permission;
  return removed.some(
    (old) =>
      same(old, permission, ["effect", "principal", "condition"]) &&
      (old.action !== action || old.resource !== resource) &&
      covers(action, old.action) &&
      covers(resource, old.resource),
  );
}

function deniesAsMuch(deny: Permission, old: Permission): boolean {
  const conditions = parts(deny.condition).every((part) => parts(old.condition).includes(part));
  const principals = deny.principal === "*" || deny.principal === old.principal;
  return conditions && principals && covers(deny.action, old.action) && covers(deny.resource, old.resource);
}

function same(a: Permission, b: Permission, cells: readonly (keyof Permission)[]): boolean {
  return cells.every((cell) => a[cell] === b[cell]);
}

/** IAM's wildcards: `*` any text, `?` one character. Actions do not know upper and lower case. */
function covers(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|/-]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "is").test(text);
}
