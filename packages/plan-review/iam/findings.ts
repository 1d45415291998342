// Reports permissions as rows added and removed, with findings about those that get wider.
import type { ResourceDifference } from "../changes";
import { type Area, type Finding, finding, type Row, type RowGroup } from "../finding";
import { isObject } from "../json";
import { joined, name, quote, sentence, type Sentence } from "../sentence";
import type { PolicyChange } from "./documents";
import { type PermissionRow, rows } from "./statements";
import { widenings } from "./wider";

/** Policies of these types decide who can reach the resource, so they belong to the network. */
const reach = /^aws_(vpc_endpoint(_policy)?|s3_bucket_policy|s3_bucket|s3_access_point)$/;

export function permissionFindings(change: PolicyChange, accounts: readonly string[]): readonly Finding[] {
  const { resource, added, removed, hidden } = change;
  // A new resource has no permissions that could get wider, but they still have to be reviewed.
  const kind = resource.kind === "create" ? "new-permission" : "wider-permission";
  const where = name(resource.constructPath ?? resource.address);
  const about = (text: Sentence, more: Partial<Finding> = {}) =>
    finding(kind, areaOf(resource), resource, { ...more, sentence: text });
  const wider = widenings(added, removed, accounts).map(({ reason, rows: flagged }) => {
    const note = explanation(change, flagged);
    return about(sentence`${where}: ${reason}`, { rows: flagged.map((row) => rowOf(row)), ...(note && { note }) });
  });
  if (hidden === "sensitive") {
    return [...wider, about(sentence`${where}: the policy changes, but it is sensitive and cannot be shown here`)];
  }
  if (hidden) return [...wider, about(sentence`${where}: the policy is known after apply and cannot be shown yet`)];
  return wider;
}

export function permissionGroup({ resource, attribute, added, removed }: PolicyChange): RowGroup {
  const { stack, address, constructPath, kind } = resource;
  const all = [...rows(removed).map((row) => rowOf(row, "-")), ...rows(added).map((row) => rowOf(row, "+"))];
  const title = subject(resource, attribute);
  return {
    area: areaOf(resource),
    stack,
    address,
    constructPath,
    title: all.length === 0 && kind === "replace" ? sentence`${title}, with the same statements` : title,
    rows: all,
  };
}

export function rowOf(row: PermissionRow, sign?: "+" | "-"): Row {
  const { effect, actions, resources, principals, condition } = row;
  const cells = [
    { word: "on", items: resources },
    { word: "for", items: principals },
    { word: "if", items: [condition] },
  ];
  const filled = cells.map(({ word, items }) => ({ word, items: items.filter((item) => item !== "") }));
  return {
    ...(sign && { sign }),
    text: `${effect} ${actions.join(", ")}`,
    cells: filled.filter(({ items }) => items.length > 0),
  };
}

function areaOf({ type }: ResourceDifference): Area & RowGroup["area"] {
  return reach.test(type) ? "network" : "permissions";
}

const words: Readonly<Record<string, string>> = {
  aws_iam_role_policy: "what the role can do",
  aws_iam_policy: "what the policy allows",
  aws_iam_role: "what the role is limited to",
  aws_s3_bucket_policy: "bucket policy",
  aws_kms_key: "key policy",
  aws_kms_key_policy: "key policy",
  aws_sns_topic_policy: "topic policy",
  aws_sns_topic: "topic policy",
  aws_sqs_queue_policy: "queue policy",
  aws_sqs_queue: "queue policy",
  aws_vpc_endpoint: "endpoint policy",
  aws_vpc_endpoint_policy: "endpoint policy",
  aws_lambda_permission: "who can call the function",
  aws_iam_openid_connect_provider: "who can sign in",
};

function subject({ type, before, after, createFirst, kind }: ResourceDifference, attribute: string): Sentence {
  const what = /assume_role_policy/.test(attribute) ? "who can assume the role" : (words[type] ?? "policy");
  const holder = [after, before]
    .flatMap((side) => (isObject(side) ? [side.role, side.bucket, side.service_name, side.name] : []))
    .find((value) => typeof value === "string" && value !== "");
  const how =
    kind === "create"
      ? ", new"
      : kind === "delete"
        ? ", deleted"
        : kind === "replace"
          ? `, replaced${createFirst ? " (new one created first)" : ""}`
          : "";
  return sentence`${what}${holder === undefined ? [] : sentence` (${quote(String(holder))})`}${how}`;
}

/** The reasons for the policy's wildcards, as its author wrote them in the code. */
function explanation({ document, resource }: PolicyChange, flagged: readonly PermissionRow[]): Sentence | undefined {
  const reasons = resource.wildcardReasons ?? {};
  if (!isObject(document) || !Array.isArray(document.Statement)) return undefined;
  const sids = document.Statement.filter(isObject).flatMap(({ Sid, Action }) => {
    const actions = (Array.isArray(Action) ? Action : [Action]) as unknown[];
    const meant = flagged.some((row) => row.actions.some((action) => actions.includes(action)));
    return typeof Sid === "string" && meant && reasons[Sid] !== undefined ? [Sid] : [];
  });
  const said = [...new Set(sids.map((sid) => reasons[sid]!))];
  if (said.length === 0) return undefined;
  return sentence`The code says: ${joined(
    said.map((text) => [quote(text)]),
    " ",
  )}`;
}
