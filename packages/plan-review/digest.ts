// A hash of what a plan would do: plans with the same digest do the same. ADR 0012 says what it covers and why.
import { createHash, createHmac } from "node:crypto";
import { UserError } from "../errors";
import { addressOf, changesOf, kindOf } from "../terraform/change";
import type { Change, Mask, ResourceChange, TerraformPlan } from "../terraform/plan-json";
import { isCrossStackOutput } from "./changes";
import { canonical, isObject } from "./json";
import { producerOutputs } from "./producers";
import { eitherMask, maskAt } from "./redaction";
import { placeholders } from "./shape";

export interface ChangeDigest {
  readonly kind: string;
  readonly digest: string;
  /**
   * Like `digest`, but with each producer output replaced by a placeholder: equal as long as only those outputs differ.
   */
  readonly shape: string;
  /** Each changed attribute with its own digest, so that a difference can be named. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Digest {
  readonly digest: string;
  /** "not compared": the plan changes secrets, and without a key their values are not part of the digest. */
  readonly sensitiveValues: "none" | "compared" | "not compared";
  /** By address or `output NAME`. */
  readonly changes: Readonly<Record<string, ChangeDigest>>;
}

/** @throws UserError for a plan that failed or is incomplete, because it does not say what an apply would do */
export function digestOf(plan: TerraformPlan, key?: string): Digest {
  if (plan.errored !== false) throw new UserError("This plan ended with an error: it has no digest. Plan again.");
  if (plan.complete !== true) {
    throw new UserError("This plan is not complete (-target, or deferred changes): it has no digest. Plan everything.");
  }
  // A workflow passes a secret that is not set as an empty string.
  const hidden = new HiddenValues(key || undefined);
  // A value passed between stacks is an attribute of a resource, so the digest covers it already.
  const silent = new HiddenValues(undefined);
  const shapeOf = placeholders(producerOutputs(plan));
  const changes: Record<string, ChangeDigest> = {};
  const { resources, outputs } = changesOf(plan);
  for (const resource of resources) {
    changes[addressOf(resource)] = changeDigest(resource, hidden, shapeOf);
  }
  for (const { name, change } of outputs) {
    changes[`output ${name}`] = changeDigest({ change }, isCrossStackOutput(name) ? silent : hidden, shapeOf);
  }
  const digests = Object.entries(changes).map(([address, { digest }]) => [address, digest]);
  return { digest: `sha256:${sha256(["plan 1", Object.fromEntries(digests)])}`, sensitiveValues: hidden.seen, changes };
}

type Part = Pick<ResourceChange, "change"> & Partial<ResourceChange>;

function changeDigest(resource: Part, hidden: HiddenValues, shapeOf: (value: unknown) => unknown): ChangeDigest {
  const { change, action_reason, previous_address, provider_name } = resource;
  const mask = eitherMask(change.before_sensitive, change.after_sensitive);
  const before = hidden.out(change.before ?? null, mask);
  const after = hidden.out(change.after ?? null, mask);
  const attributes = changedAttributes(before, after, change.after_unknown);
  const { actions, replace_paths, importing, after_unknown, before_sensitive, after_sensitive } = change;
  const around = { actions, action_reason, replace_paths, importing, previous_address, provider_name };
  const rest = { after_unknown, before_sensitive, after_sensitive };
  return {
    kind: resource.address === undefined ? actions[0]! : kindOf(resource as ResourceChange),
    digest: sha256({ ...around, ...rest, before, after }),
    shape: sha256({ ...around, ...rest, attributes: Object.keys(attributes), after: shapeOf(after) }),
    attributes,
  };
}

/** Name of each attribute whose value changes -> digest of its two values. For an output the name is `value`. */
function changedAttributes(before: unknown, after: unknown, unknown: Change["after_unknown"]): Record<string, string> {
  if (!isObject(before) && !isObject(after)) return { value: sha256([before, after, unknown ?? false]).slice(0, 12) };
  const [left, right] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  const names = new Set([
    ...Object.keys(left),
    ...Object.keys(right),
    ...Object.keys(isObject(unknown) ? unknown : {}),
  ]);
  const changed = [...names].sort().flatMap((name) => {
    const [was, is, open] = [left[name] ?? null, right[name] ?? null, maskAt(unknown, name) ?? false];
    // A mask that contains no `true` has no meaning.
    const same = canonical(was) === canonical(is) && !canonical(open).includes("true");
    return same ? [] : [[name, sha256([was, is, open]).slice(0, 12)]];
  });
  return Object.fromEntries(changed) as Record<string, string>;
}

/** Replaces secrets in values: by an HMAC if there is a key, otherwise by a constant. */
class HiddenValues {
  seen: Digest["sensitiveValues"] = "none";

  constructor(private readonly key: string | undefined) {}

  out(value: unknown, mask: Mask | undefined): unknown {
    if (mask === true) return this.instead(value);
    if (Array.isArray(value)) return value.map((item, index) => this.out(item, maskAt(mask, index)));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.out(item, maskAt(mask, name))]));
  }

  private instead(value: unknown): unknown {
    // An absent value is not a secret; the masks, which are hashed too, record that one will follow.
    if (value === null || value === undefined) return null;
    this.seen = this.key === undefined ? "not compared" : "compared";
    if (this.key === undefined) return { sensitive: true };
    return { sensitive: createHmac("sha256", this.key).update(canonical(value)).digest("hex") };
  }
}

function sha256(value: unknown): string {
  return createHash("sha256").update(canonical(value)).digest("hex");
}
