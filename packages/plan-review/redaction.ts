// A planned value with its marked secrets removed. Unmarked texts stay unchanged until they are printed, so that what
// is judged is what would be applied.
import type { Mask } from "../terraform/plan-json";
import { canonical, isObject } from "./json";

/** A value that must not be shown. It can only be compared with another one. */
export class Sensitive {
  readonly #text: string;

  constructor(value: unknown) {
    this.#text = canonical(value ?? null);
  }

  equals(other: unknown): boolean {
    return other instanceof Sensitive && other.#text === this.#text;
  }

  toJSON(): string {
    return "(sensitive value)";
  }
}

class KnownAfterApply {
  toJSON(): string {
    return "(known after apply)";
  }
}

export const knownAfterApply = new KnownAfterApply();

export type Redacted =
  | null
  | boolean
  | number
  | string
  | Sensitive
  | KnownAfterApply
  | readonly Redacted[]
  | { readonly [name: string]: Redacted };

export interface Masks {
  readonly sensitive?: Mask;
  readonly unknown?: Mask;
}

export function redact(value: unknown, { sensitive, unknown }: Masks): Redacted {
  if (sensitive === true) return new Sensitive(unknown === true ? undefined : value);
  if (unknown === true) return knownAfterApply;
  const member = (name: string | number, item: unknown) =>
    redact(item, { sensitive: maskAt(sensitive, name), unknown: maskAt(unknown, name) });
  if (Array.isArray(value) || Array.isArray(unknown)) {
    const items = Array.isArray(value) ? value : [];
    const length = Math.max(items.length, Array.isArray(unknown) ? unknown.length : 0);
    return Array.from({ length }, (_, index) => member(index, items[index]));
  }
  if (isObject(value) || (isObject(unknown) && Object.keys(unknown).length > 0 && value !== null)) {
    const object = isObject(value) ? value : {};
    // Values that are not known yet are in the mask only.
    const names = [...new Set([...Object.keys(object), ...Object.keys(isObject(unknown) ? unknown : {})])].sort();
    return Object.fromEntries(names.map((name) => [name, member(name, object[name])]));
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** Removes what must not be printed from a text. */
export type Hide = (text: string) => string;

/** The value in printable form, including the names of its members. */
export function printable(value: Redacted, hide: Hide): Redacted {
  if (typeof value === "string") return hide(value);
  if (Array.isArray(value)) return value.map((item) => printable(item as Redacted, hide));
  if (!isRedactedObject(value)) return value;
  const taken = new Set<string>();
  const members = Object.entries(value).map(([name, item]) => {
    let shown = hide(name);
    // Two names may both be secrets: keep both members.
    while (taken.has(shown)) shown += "'";
    taken.add(shown);
    return [shown, printable(item, hide)] as const;
  });
  return Object.fromEntries(members);
}

/** A value with members that is neither of the two markers. */
export function isRedactedObject(value: unknown): value is { readonly [name: string]: Redacted } {
  return isObject(value) && !(value instanceof Sensitive) && !(value instanceof KnownAfterApply);
}

/** Hidden if either mask hides it: a value that was a secret before still is one. */
export function eitherMask(a: Mask | undefined, b: Mask | undefined): Mask {
  if (a === true || b === true) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    const [left, right] = [Array.isArray(a) ? a : [], Array.isArray(b) ? b : []] as [Mask[], Mask[]];
    return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => eitherMask(left[i], right[i]));
  }
  const [left, right] = [isObject(a) ? a : {}, isObject(b) ? b : {}] as Record<string, Mask>[];
  const names = [...new Set([...Object.keys(left!), ...Object.keys(right!)])];
  return Object.fromEntries(names.map((name) => [name, eitherMask(left![name], right![name])]));
}

export function maskAt(mask: Mask | undefined, name: string | number): Mask | undefined {
  return typeof mask === "object" && mask !== null ? (mask as Record<string | number, Mask>)[name] : undefined;
}

export function equal(a: Redacted | undefined, b: Redacted | undefined): boolean {
  if (a instanceof Sensitive) return a.equals(b);
  if (b instanceof Sensitive) return false;
  if (a === knownAfterApply || b === knownAfterApply) return a === b;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (isObject(a) && isObject(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every((name) => equal((a[name] as Redacted) ?? null, (b[name] as Redacted) ?? null));
  }
  return a === b;
}

/** How Terraform expresses an absent value: providers write null, "" and empty blocks alike. */
export function isEmpty(value: Redacted | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0) ||
    (isObject(value) && Object.getPrototypeOf(value) === Object.prototype && Object.keys(value).length === 0)
  );
}
