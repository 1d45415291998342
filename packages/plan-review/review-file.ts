// The file of a review, for programs and for the deployment that follows: digests, names, and the findings as shown.
import { createHmac } from "node:crypto";
import { z } from "zod";
import { InvalidInputError, UserError } from "../errors";
import type { PlannedStack } from "../terraform/planned-stack";
import { digestOf } from "./digest";
import { findingKinds } from "./finding";
import { unsettledProducers } from "./producers";

const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/, "sha256: and 64 digits");
const names = z.array(z.string());

const changeDigest = z.strictObject({
  kind: z.string(),
  digest: z.string(),
  shape: z.string(),
  attributes: z.record(z.string(), z.string()),
});

const reviewedStack = z.discriminatedUnion("status", [
  z.strictObject({
    status: z.literal("planned"),
    digest: hash,
    sensitiveValues: z.enum(["none", "compared", "not compared"]),
    /** Its producers were not applied yet, so the digest is that of a provisional plan. */
    provisional: z.literal(true).optional(),
    producers: names.optional(),
    changes: z.record(z.string(), changeDigest),
  }),
  z.strictObject({ status: z.literal("pending"), waitsFor: names }),
  z.strictObject({ status: z.literal("failed") }),
]);
export type ReviewedStack = z.infer<typeof reviewedStack>;

const finding = z.strictObject({
  kind: z.enum(findingKinds),
  severity: z.enum(["high", "medium", "low", "info"]),
  area: z.enum(["resources", "permissions", "network", "cost"]),
  stack: z.string().optional(),
  address: z.string().optional(),
  constructPath: z.string().optional(),
  sentence: z.string(),
  rows: names,
  note: z.string().optional(),
});

const reviewFile = z.strictObject({
  version: z.literal(2),
  environment: z.string(),
  commit: z.string().optional(),
  /** Distinguishes keys without revealing them. */
  digestKey: z.string().optional(),
  stacks: z.record(z.string(), reviewedStack),
  /** The most severe first. */
  findings: z.array(finding),
});
export type ReviewFile = z.infer<typeof reviewFile>;
export type FindingAsJson = z.infer<typeof finding>;

export interface ReviewFileProps {
  readonly environment: string;
  readonly reviewed: Readonly<Record<string, ReviewedStack>>;
  readonly findings: readonly FindingAsJson[];
  readonly digestKey?: string;
  readonly commit?: string;
}

export function makeReviewFile(props: ReviewFileProps): ReviewFile {
  const { environment, reviewed, findings, digestKey, commit } = props;
  return {
    version: 2,
    environment,
    ...(commit && { commit }),
    ...(digestKey && { digestKey: keyName(digestKey) }),
    stacks: reviewed,
    findings: [...findings],
  };
}

export function reviewedStacks(
  stacks: readonly PlannedStack[],
  digestKey?: string,
): Readonly<Record<string, ReviewedStack>> {
  const unsettled = unsettledProducers(stacks);
  return Object.fromEntries(stacks.map((stack) => [stack.stack, reviewed(stack, unsettled, digestKey)]));
}

export function writeReviewFile(file: ReviewFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** `name` is the file's, for the error message. */
export function readReviewFile(text: string, name: string): ReviewFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UserError(`${name} is not JSON: ${(error as Error).message}. A review writes it.`);
  }
  const { success, data, error } = reviewFile.safeParse(json);
  if (success) return data;
  throw new InvalidInputError(
    `${name} is not a review file of this version`,
    error.issues.map(({ path, message }) => ({ path: path.join("."), got: at(json, path), allowed: message })),
  );
}

/** Identifies a key; too short to be used as one. */
export function keyName(key: string): string {
  return createHmac("sha256", key).update("name of this key").digest("hex").slice(0, 8);
}

function reviewed(
  stack: PlannedStack,
  unsettled: Readonly<Record<string, readonly string[]>>,
  key: string | undefined,
): ReviewedStack {
  if (stack.status === "pending") return { status: "pending", waitsFor: [...stack.waitsFor] };
  if (stack.status === "failed") return { status: "failed" };
  const { digest, sensitiveValues, changes } = digestOf(stack.plan, key);
  const producers = [...(unsettled[stack.stack] ?? [])];
  return {
    status: "planned",
    digest,
    sensitiveValues,
    ...(producers.length > 0 && { provisional: true as const, producers }),
    changes: changes,
  };
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  const found = path.reduce<unknown>((item, name) => (item as Record<PropertyKey, unknown> | undefined)?.[name], value);
  return typeof found === "object" && found !== null ? "an object" : found;
}
