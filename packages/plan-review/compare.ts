// Compares the plans to be applied with the reviewed ones, stack by stack and address by address, in plain words.
import { hasChanges } from "../terraform/change";
import type { PlannedStack } from "../terraform/planned-stack";
import { type ChangeDigest, type Digest, digestOf } from "./digest";
import { be, list } from "./words";
import { keyName, type ReviewedStack, type ReviewFile } from "./review-file";

export interface Difference {
  readonly stack: string;
  /** The reviewed and the current side, as a phrase each. */
  readonly reviewed: string;
  readonly now: string;
  /** The resources and attributes that differ, one line each. */
  readonly details: readonly string[];
  /** Set if the review was made before these producers were applied. */
  readonly provisional?: {
    readonly producers: readonly string[];
    /** Same addresses, actions and attributes; values differ only where they contain outputs of the producers. */
    readonly sameShape: boolean;
  };
}

export interface DigestKey {
  /** The key with which the review hid its secrets. @default secrets were left out */
  readonly key?: string | undefined;
  /** The name of the caller's variable for it. */
  readonly variable?: string;
}

/**
 * The stacks whose plan differs from the reviewed one. A stack that has nothing left to change is not included, because
 * applying it does nothing. Stacks that are not in `now` are not compared.
 */
export function compareWithReview(
  reviewed: ReviewFile,
  now: readonly PlannedStack[],
  { key, variable = "the digest key" }: DigestKey = {},
): readonly Difference[] {
  return now.flatMap((stack) => {
    const before = reviewed.stacks[stack.stack];
    const difference = before ? compareStack(before, stack, key) : missing(stack);
    if (!difference) return [];
    const keys = usesAnotherKey(reviewed, before, key)
      ? `the review hid its secrets with another key: ${variable} must be the same at review and deployment`
      : undefined;
    return [keys ? { ...difference, details: [keys, ...difference.details] } : difference];
  });
}

/** Whether a difference must stop the deployment. `applied`: stacks that this run has applied as reviewed. */
export function stops({ provisional }: Difference, applied: readonly string[]): boolean {
  return !provisional?.sameShape || !provisional.producers.every((producer) => applied.includes(producer));
}

/** For a terminal. */
export function describeDifference({ stack, reviewed, now, details, provisional }: Difference): string {
  const waited = provisional
    ? [
        `  The review was provisional: ${list(provisional.producers)} ${provisional.producers.length > 1 ? "were" : "was"} not applied yet.`,
      ]
    : [];
  return [
    `${stack} differs from its review:`,
    `  reviewed: ${reviewed}`,
    `  now:      ${now}`,
    ...details.map((line) => `  - ${line}`),
    ...waited,
  ].join("\n");
}

type Side = Omit<Difference, "stack">;

function missing(stack: PlannedStack): Difference | undefined {
  if (stack.status === "planned" && !hasChanges(stack.plan)) return undefined;
  return { stack: stack.stack, reviewed: "not in the review", now: phrase(stack), details: [] };
}

function compareStack(before: ReviewedStack, now: PlannedStack, key: string | undefined): Difference | undefined {
  const { stack } = now;
  const side = now.status === "planned" ? comparePlanned(before, digestOf(now.plan, key)) : compareOther(before, now);
  return side && { stack, ...side };
}

function compareOther(before: ReviewedStack, now: PlannedStack): Side | undefined {
  if (now.status === "pending" && before.status === "pending") return undefined;
  return { reviewed: reviewedPhrase(before), now: phrase(now), details: [] };
}

function comparePlanned(before: ReviewedStack, now: Digest): Side | undefined {
  if (Object.keys(now.changes).length === 0) return undefined;
  const common = { reviewed: reviewedPhrase(before), now: changes(now.changes) };
  if (before.status === "failed") return { ...common, details: [] };
  if (before.status === "pending") {
    return { ...common, details: [], provisional: { producers: before.waitsFor, sameShape: false } };
  }
  if (before.digest === now.digest) return undefined;
  const provisional = before.provisional && {
    producers: before.producers ?? [],
    sameShape: sameShape(before.changes, now.changes),
  };
  return { ...common, details: changeDetails(before.changes, now.changes), ...(provisional && { provisional }) };
}

type Changes = Readonly<Record<string, ChangeDigest>>;

function sameShape(before: Changes, now: Changes): boolean {
  const [left, right] = [Object.keys(before).sort(), Object.keys(now).sort()];
  return (
    left.join("\n") === right.join("\n") && left.every((address) => before[address]!.shape === now[address]!.shape)
  );
}

function changeDetails(before: Changes, now: Changes): readonly string[] {
  const addresses = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return addresses.flatMap((address) => {
    const [was, is] = [before[address], now[address]];
    if (!was) return [`${address}: ${is!.kind}, not in the review`];
    if (!is) return [`${address}: reviewed as ${was.kind}, but no longer planned`];
    if (was.digest === is.digest) return [];
    if (was.kind !== is.kind) return [`${address}: was ${was.kind}, is now ${is.kind}`];
    return [`${address}: ${is.kind} as reviewed, but ${attributeWords(was.attributes, is.attributes)}`];
  });
}

function attributeWords(was: ChangeDigest["attributes"], is: ChangeDigest["attributes"]): string {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  const words = [
    [names.filter((name) => name in was && name in is && was[name] !== is[name]), "would get another value"],
    [names.filter((name) => !(name in was)), "also changes"],
    [names.filter((name) => !(name in is)), "no longer changes"],
  ] as const;
  const said = words.filter(([found]) => found.length > 0).map(([found, what]) => `${list(found)} ${what}`);
  return said.length > 0 ? said.join("; ") : "Terraform's reason, the order or the sensitive marks differ";
}

function usesAnotherKey(file: ReviewFile, before: ReviewedStack | undefined, key: string | undefined): boolean {
  if (before?.status !== "planned" || before.sensitiveValues === "none") return false;
  return file.digestKey !== (key ? keyName(key) : undefined);
}

function reviewedPhrase(before: ReviewedStack): string {
  if (before.status === "failed") return "could not be planned";
  if (before.status === "pending") return `not planned, because it waits for ${list(before.waitsFor)}`;
  return changes(before.changes);
}

function phrase(stack: PlannedStack): string {
  if (stack.status === "failed") return `cannot be planned: ${stack.error.trim().split("\n")[0]}`;
  if (stack.status === "pending")
    return `cannot be planned before ${list(stack.waitsFor)} ${be(stack.waitsFor)} applied`;
  return changes(digestOf(stack.plan).changes);
}

/** `2 create, 1 replace` */
function changes(all: Changes): string {
  const numbers = new Map<string, number>();
  for (const [address, { kind }] of Object.entries(all)) {
    const what = address.startsWith("output ") ? `output to ${kind}` : `to ${kind}`;
    numbers.set(what, (numbers.get(what) ?? 0) + 1);
  }
  const parts = [...numbers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, number]) => `${number} ${what}`);
  return parts.length > 0 ? parts.join(", ") : "no changes";
}
