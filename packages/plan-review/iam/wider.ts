// Finds the added and removed permissions that allow more than before, and words for them.
import { byText } from "../json";
import { emphasized, joined, quote, sentence, type Sentence, textOf } from "../sentence";
import { boundaryWords } from "./resources";
import { type Permission, type PermissionRow, rows } from "./statements";

export interface Widening {
  /** Such as "every action of s3". */
  readonly reason: Sentence;
  /** The permissions it is about. */
  readonly rows: readonly PermissionRow[];
}

/** `accounts`: those of the environment; all others are external. */
export function widenings(
  added: readonly Permission[],
  removed: readonly Permission[],
  accounts: readonly string[],
): readonly Widening[] {
  const found = new Map<string, { reason: Sentence; permissions: Permission[] }>();
  const note = (reason: Sentence, permission: Permission) => {
    const text = textOf(reason);
    const known = found.get(text) ?? { reason: emphasized(reason), permissions: [] };
    found.set(text, { ...known, permissions: [...known.permissions, permission] });
  };
  for (const permission of added.filter(({ effect }) => effect === "Allow")) {
    const why = reasons(permission, removed, accounts);
    if (why.length > 0) note(joined(why, ", "), permission);
  }
  const denies = added.filter(({ effect }) => effect === "Deny");
  for (const permission of removed.filter(({ effect }) => effect === "Deny")) {
    if (denies.some((deny) => deniesAsMuch(deny, permission))) continue;
    const boundary = permission.resource.startsWith(boundaryWords);
    const other = boundary && denies.some(({ resource }) => resource.startsWith(boundaryWords));
    note(
      [other ? "permissions boundary replaced" : boundary ? "permissions boundary removed" : "a Deny is removed"],
      permission,
    );
  }
  return [...found]
    .sort(([a], [b]) => byText(a, b))
    .map(([, { reason, permissions }]) => ({ reason, rows: rows(permissions) }));
}

function reasons(permission: Permission, removed: readonly Permission[], accounts: readonly string[]): Sentence[] {
  const { principal, action, resource, condition } = permission;
  const lost = lostCondition(permission, removed);
  return [
    ...(action.startsWith("everything except") || resource.startsWith("everything except")
      ? [["everything except a list"]]
      : []),
    ...(principal.startsWith("everyone except") ? [["everyone except a list"]] : []),
    ...(action.includes("*") && !action.startsWith("everything except") ? [wildcardAction(action)] : []),
    ...(isEveryResource(resource) ? [["every resource"]] : []),
    ...(principal === "*" ? [[condition ? "anyone who meets the condition" : "anyone, without a condition"]] : []),
    ...outside(principal, accounts),
    ...(lost ? [sentence`condition removed: ${quote(lost)}`] : []),
    ...(takesInMore(permission, removed) ? [["a wider pattern than before"]] : []),
    ...(givesRights.test(action) && condition === ""
      ? [sentence`${quote(action)} can grant permissions, and has no condition`]
      : []),
  ];
}

/** Actions by which a role can give more permissions to itself or others. */
const givesRights =
  /^(iam:(PassRole|(Put|Attach)(Role|User|Group)Policy|CreatePolicyVersion|SetDefaultPolicyVersion|CreateAccessKey|UpdateAssumeRolePolicy|DeleteRolePermissionsBoundary|PutRolePermissionsBoundary)|lambda:AddPermission|s3:PutBucketPolicy|s3:PutBucketAcl|kms:(PutKeyPolicy|CreateGrant))$/i;

function wildcardAction(action: string): Sentence {
  const [service = "", operation] = action.split(":");
  if (action === "*" || service === "*") return ["every action of every service"];
  return operation === "*" ? sentence`every action of ${quote(service)}` : sentence`a wildcard in ${quote(action)}`;
}

/** A wildcard instead of a name: `*`, `arn:aws:s3:::*`, `arn:aws:iam::1:role/*`, but not all objects of one bucket. */
function isEveryResource(resource: string): boolean {
  if (resource === "*") return true;
  const [, , service, , , ...name] = resource.split(":");
  if (service === undefined || name.length === 0) return /^\*+$/.test(resource);
  const last = name.join(":");
  return service === "s3" ? /^\*/.test(last) : /^(\*|[a-z-]+[/:]\*)$/i.test(last);
}

function outside(principal: string, accounts: readonly string[]): Sentence[] {
  const kind = principal.split(" ")[0];
  if (kind === "Federated") return [sentence`${quote(principal.slice(10))} can sign in people and programs`];
  if (kind !== "AWS" || accounts.length === 0) return [];
  const account = /^AWS (?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1];
  return account !== undefined && !accounts.includes(account)
    ? [sentence`account ${quote(account)} is outside this environment`]
    : [];
}

/** The condition that the same permission had before and no longer has. */
function lostCondition(permission: Permission, removed: readonly Permission[]): string | undefined {
  const kept = parts(permission.condition);
  const before = removed.filter((old) => same(old, permission, ["effect", "principal", "action", "resource"]));
  // If one of the old permissions was as free as this one, nothing is lost.
  const lost = before.map(({ condition }) => parts(condition).filter((part) => !kept.includes(part)));
  const fewest = lost.sort((a, b) => a.length - b.length)[0] ?? [];
  const onlyFewer = before.some(({ condition }) => kept.every((part) => parts(condition).includes(part)));
  return fewest.length > 0 && onlyFewer ? fewest.join("; ") : undefined;
}

const parts = (condition: string): string[] => (condition === "" ? [] : condition.split("; "));

/** It covers something that was removed. */
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

/** IAM's wildcards: `*` any text, `?` one character. Actions are case-insensitive. */
function covers(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|/-]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "is").test(text);
}
