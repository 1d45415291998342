// Permissions as rows added and removed, what gets wider first.
import type { ResourceDifference } from "../changes";
import { named } from "../hazards";
import { isObject } from "../json";
import { block, code, plain } from "../markdown";
import type { PolicyChange } from "./documents";
import type { Redact } from "../secrets";
import { type Row, rows } from "./statements";
import { widenings } from "./wider";

export interface PolicySection {
  /** One line each, for the top of the section. */
  readonly warnings: readonly string[];
  /** How many of them are about somebody who was there before, and may do more from now on. */
  readonly wider: number;
  /** One block for each policy. */
  readonly blocks: readonly string[];
  readonly added: number;
  readonly removed: number;
}

export function policySection(changes: readonly PolicyChange[], accounts: readonly string[]): PolicySection {
  const warned = changes.map((change) => warningsOf(change, accounts));
  // Blocks with a warning come first.
  const order = changes
    .map((_, index) => index)
    .sort((a, b) => Number(!warned[a]!.length) - Number(!warned[b]!.length));
  const all = changes.map(({ added, removed }) => ({ added: rows(added), removed: rows(removed) }));
  return {
    warnings: order.flatMap((index) => warned[index]!),
    wider: order.reduce(
      (sum, index) => sum + (changes[index]!.resource.kind === "create" ? 0 : warned[index]!.length),
      0,
    ),
    blocks: order.map((index) => blockOf(changes[index]!, all[index]!)),
    added: all.reduce((sum, { added }) => sum + added.length, 0),
    removed: all.reduce((sum, { removed }) => sum + removed.length, 0),
  };
}

function warningsOf(change: PolicyChange, accounts: readonly string[]): readonly string[] {
  const { resource, added, removed, hidden } = change;
  const where = code(resource.constructPath ?? resource.address);
  const lines = widenings(added, removed, accounts).map(({ reason, rows }) => {
    const because = explanation(change, rows);
    const shown = rows.map((row) => code(sentence(redacted(row, resource.redact), 220)));
    return `⚠️ ${where}: **${plain(resource.redact(reason))}**: ${shown.slice(0, 3).join("; ")}${shown.length > 3 ? ` and ${shown.length - 3} more` : ""}${because}`;
  });
  if (hidden === "sensitive")
    return [...lines, `⚠️ ${where}: the policy changes, and is sensitive: it cannot be shown here`];
  if (hidden) return [...lines, `⚠️ ${where}: the policy is known after apply: its statements cannot be shown yet`];
  return lines;
}

function blockOf(
  { resource, attribute }: PolicyChange,
  { added, removed }: { added: readonly Row[]; removed: readonly Row[] },
): string {
  const rowLines = (sign: "+" | "-", all: readonly Row[]) =>
    all.flatMap((row) => signed(sign, redacted(row, resource.redact)));
  const lines = [...rowLines("-", removed), ...rowLines("+", added)];
  const title = `${named(resource)}: ${subject(resource, attribute)}`;
  if (lines.length > 0) return `${title}\n${block(lines, "diff")}`;
  return resource.kind === "replace" ? `${title}, with the same statements` : title;
}

const words: Readonly<Record<string, string>> = {
  aws_iam_role_policy: "what the role may do",
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
  aws_lambda_permission: "who may call the function",
  aws_iam_openid_connect_provider: "who may sign in",
};

function subject({ type, before, after, createFirst, kind, redact }: ResourceDifference, attribute: string): string {
  const what = /assume_role_policy/.test(attribute) ? "who may assume the role" : (words[type] ?? "policy");
  const holder = [after, before]
    .flatMap((side) => (isObject(side) ? [side.role, side.bucket, side.service_name, side.name] : []))
    .find((value) => typeof value === "string" && value !== "");
  const how =
    kind === "create"
      ? ", new"
      : kind === "delete"
        ? ", deleted"
        : kind === "replace"
          ? `, replaced${createFirst ? " (new one first)" : ""}`
          : "";
  return `${what}${holder === undefined ? "" : ` (${code(redact(String(holder)))})`}${how}`;
}

function redacted(row: Row, redact: Redact): Row {
  const [principals, actions, resources] = [row.principals, row.actions, row.resources].map((cell) => cell.map(redact));
  return {
    ...row,
    principals: principals!,
    actions: actions!,
    resources: resources!,
    condition: redact(row.condition),
  };
}

/** One line where it fits, otherwise one for each action list, resource and condition. */
function signed(sign: "+" | "-", row: Row): readonly string[] {
  const line = sentence(row);
  if (line.length <= 150) return [`${sign} ${line}`];
  const { effect, actions, resources, principals, condition } = row;
  const deep = (word: string, items: readonly string[]) =>
    items.filter((item) => item !== "").map((item, index) => `${sign}     ${(index ? "" : word).padEnd(4)} ${item}`);
  return [
    `${sign} ${effect} ${actions.join(", ")}`,
    ...deep("on", resources),
    ...deep("for", principals),
    ...deep("if", condition === "" ? [] : [condition]),
  ];
}

export function sentence({ effect, actions, resources, principals, condition }: Row, longest = Infinity): string {
  const cell = (word: string, items: readonly string[]) => {
    const text = items.filter((item) => item !== "").join(", ");
    return text === "" ? "" : ` ${word} ${text}`;
  };
  const text = `${effect} ${actions.join(", ")}${cell("on", resources)}${cell("for", principals)}${cell("if", [condition])}`;
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

/** What the policy's author wrote beside it about its wildcards. */
function explanation({ document, resource }: PolicyChange, flagged: readonly Row[]): string {
  const reasons = resource.wildcardReasons ?? {};
  if (!isObject(document) || !Array.isArray(document.Statement)) return "";
  const sids = document.Statement.filter(isObject).flatMap(({ Sid, Action }) => {
    const actions = (Array.isArray(Action) ? Action : [Action]) as unknown[];
    const meant = flagged.some((row) => row.actions.some((action) => actions.includes(action)));
    return typeof Sid === "string" && meant && reasons[Sid] !== undefined ? [Sid] : [];
  });
  const said = [...new Set(sids.map((sid) => reasons[sid]!))];
  return said.length === 0 ? "" : `. The code says: ${said.map(code).join(" ")}`;
}
