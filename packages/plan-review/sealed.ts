// A planned value whose marked secrets are out of reach. Texts that are not marked stay as they are until they are printed:
// what is judged is what would be applied.
import type { Mask } from "../terraform/plan-json";
import { canonical, isObject } from "./json";

/** A value that must not be seen. It knows only whether another one is the same. */
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

export type Sealed =
  | null
  | boolean
  | number
  | string
  | Sensitive
  | KnownAfterApply
  | readonly Sealed[]
  | { readonly [name: string]: Sealed };

export interface SealOptions {
  readonly sensitive?: Mask;
  readonly unknown?: Mask;
}

export function seal(value: unknown, { sensitive, unknown }: SealOptions): Sealed {
  if (sensitive === true) return new Sensitive(unknown === true ? undefined : value);
  if (unknown === true) return knownAfterApply;
  const member = (name: string | number, item: unknown) =>
    seal(item, { sensitive: maskAt(sensitive, name), unknown: maskAt(unknown, name) });
  if (Array.isArray(value) || Array.isArray(unknown)) {
    const items = Array.isArray(value) ? value : [];
    const length = Math.max(items.length, Array.isArray(unknown) ? unknown.length : 0);
    return Array.from({ length }, (_, index) => member(index, items[index]));
  }
  if (isObject(value) || (isObject(unknown) && Object.keys(unknown).length > 0 && value !== null)) {
    const object = isObject(value) ? value : {};
    // What is not known yet stands in the mask alone.
    const names = [...new Set([...Object.keys(object), ...Object.keys(isObject(unknown) ? unknown : {})])].sort();
    return Object.fromEntries(names.map((name) => [name, member(name, object[name])]));
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** The value as it may be printed. */
export function redacted(value: Sealed, redact: (text: string) => string): Sealed {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item) => redacted(item as Sealed, redact));
  if (!isSealedObject(value)) return value;
  const members: Record<string, Sealed> = {};
  for (const [name, item] of Object.entries(value)) {
    let shown = redact(name);
    // Two names may be secrets: both stay.
    while (Object.hasOwn(members, shown)) shown += "'";
    members[shown] = redacted(item, redact);
  }
  return members;
}

/** A value with members, and none of the two markers. */
export function isSealedObject(value: unknown): value is { readonly [name: string]: Sealed } {
  return isObject(value) && !(value instanceof Sensitive) && !(value instanceof KnownAfterApply);
}

/** Hidden where either hides: a value that was a secret yesterday is one today. */
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

export function equal(a: Sealed | undefined, b: Sealed | undefined): boolean {
  if (a instanceof Sensitive) return a.equals(b);
  if (b instanceof Sensitive) return false;
  if (a === knownAfterApply || b === knownAfterApply) return a === b;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (isObject(a) && isObject(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every((name) => equal((a[name] as Sealed) ?? null, (b[name] as Sealed) ?? null));
  }
  return a === b;
}

/** Terraform's way of saying nothing: providers write null, "" and empty blocks for the same. */
export function isEmpty(value: Sealed | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0) ||
    (isObject(value) && Object.getPrototypeOf(value) === Object.prototype && Object.keys(value).length === 0)
  );
}
