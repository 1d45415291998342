// Resources that are permissions without being policy documents: attachments, boundaries, invocation rights, trust.
import type { ResourceDifference } from "../changes";
import { isObject } from "../json";
import type { Redacted } from "../redaction";
import { type Permission, permissionsOf } from "./statements";

export function resourcePermissions({ type }: ResourceDifference, value: Redacted): readonly Permission[] {
  if (type === "aws_iam_policy_document" && isObject(value)) return permissionsOf(asDocument(value.statement));
  const read = readers[type];
  if (!read || !isObject(value)) return [];
  return read((name) => words(value[name]));
}

/** How a permissions boundary is expressed as a Deny. */
export const boundaryWords = "what is not in the boundary";

/** Values of an attribute as texts; none if it is empty. */
type Read = (get: (name: string) => readonly string[]) => readonly Permission[];

const one = (name: string): Permission => ({
  effect: "Allow",
  principal: "",
  action: name,
  resource: "",
  condition: "",
});
const attachment: Read = (get) => get("policy_arn").map((arn) => one(`everything in the managed policy ${arn}`));

const readers: Readonly<Record<string, Read>> = {
  aws_iam_role_policy_attachment: attachment,
  aws_iam_user_policy_attachment: attachment,
  aws_iam_group_policy_attachment: attachment,
  aws_iam_policy_attachment: attachment,
  aws_iam_role: (get) => [
    ...get("managed_policy_arns").map((arn) => one(`everything in the managed policy ${arn}`)),
    // A boundary allows nothing; losing it means losing what denies the rest.
    ...get("permissions_boundary").map((arn) => ({
      ...one("everything"),
      effect: "Deny",
      resource: `${boundaryWords} ${arn}`,
    })),
  ],
  aws_lambda_permission: (get) => [
    {
      effect: "Allow",
      principal: get("principal").map(principalOf).join(", "),
      action: get("action").join(", "),
      resource: `function ${get("function_name").join(", ")}`,
      condition: [
        ...get("source_arn").map((arn) => `ArnLike aws:SourceArn = ${arn}`),
        ...get("source_account").map((account) => `StringEquals aws:SourceAccount = ${account}`),
      ].join("; "),
    },
  ],
  aws_kms_grant: (get) =>
    get("operations").map((operation) => ({
      ...one(`kms:${operation}`),
      principal: get("grantee_principal").map(principalOf).join(", "),
      resource: get("key_id").join(", "),
    })),
  aws_iam_openid_connect_provider: (get) => [
    {
      ...one("sign in with a token"),
      principal: `Federated ${get("url").join(", ")}`,
      condition: `audience = ${[...get("client_id_list")].sort().join(", ")}`,
    },
  ],
};

/** A data source's blocks as the document it will produce; read during the apply if it depends on new resources. */
function asDocument(statements: unknown): unknown {
  const list = (value: unknown) => (Array.isArray(value) ? value.filter(isObject) : []);
  const filled = (value: unknown) =>
    words((value as Redacted) ?? null).length > 0 ? words(value as Redacted) : undefined;
  const principals = (value: unknown) =>
    list(value).length > 0
      ? Object.fromEntries(list(value).map(({ type, identifiers }) => [String(type), words(identifiers as Redacted)]))
      : undefined;
  const Statement = list(statements).map((statement) => ({
    Effect: statement.effect ?? "Allow",
    Action: filled(statement.actions),
    NotAction: filled(statement.not_actions),
    Resource: filled(statement.resources),
    NotResource: filled(statement.not_resources),
    Principal: principals(statement.principals),
    NotPrincipal: principals(statement.not_principals),
    Condition: conditions(list(statement.condition)),
  }));
  return { Statement };
}

function conditions(list: readonly Record<string, unknown>[]): unknown {
  const found: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of list) {
    (found[String(test)] ??= {})[String(variable)] = words(values as Redacted);
  }
  return list.length > 0 ? found : undefined;
}

function principalOf(text: string): string {
  if (text === "*") return "*";
  return /\.amazonaws\.com/.test(text) ? `Service ${text}` : `AWS ${text}`;
}

function words(value: Redacted | undefined): readonly string[] {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return value.flatMap((item) => words(item as Redacted));
  if (typeof value === "string") return [value];
  // The markers are readable text.
  return isObject(value) ? [String((value as { toJSON?: () => string }).toJSON?.() ?? "")] : [String(value)];
}
