// A meter is one thing that AWS charges for on a resource: which price applies, and how many units, if that is known.
import type { PricedResource } from "./resource";

export interface Meter {
  /** In words, such as "Interface endpoint". */
  readonly what: string;
  /** The key of its price, such as "vpc.endpoint.hour". */
  readonly price: string;
  readonly quantity: Quantity;
}

export type Quantity =
  /** In the unit of the price. */
  | { readonly kind: "fixed"; readonly units: number }
  /** Needs these keys of the usage file; a key with a default may be left out. */
  | {
      readonly kind: "usage";
      readonly keys: readonly string[];
      readonly defaults: Readonly<Record<string, number>>;
      readonly units: (usage: (key: string) => number) => number;
    }
  /** Depends on something that only an apply resolves. */
  | { readonly kind: "not known"; readonly reason: string };

export interface Pricer {
  /** The keys that the usage file may have for such a resource; `*` matches one part of a name. */
  readonly usageKeys: readonly string[];
  /** Empty if such a resource costs nothing. */
  readonly meters: (resource: PricedResource) => readonly Meter[];
}

/** AWS's own average: 365 days of 24 hours in 12 months. */
export const hoursPerMonth = 730;

export function fixed(what: string, price: string, units: number): Meter {
  return { what, price, quantity: { kind: "fixed", units } };
}

/** One key of the usage file; `per` of its units make one unit of the price. */
export function used(what: string, price: string, key: string, per = 1): Meter {
  return usedBy(what, price, [key], (usage) => usage(key) / per);
}

export function usedBy(
  what: string,
  price: string,
  keys: readonly string[],
  units: (usage: (key: string) => number) => number,
  defaults: Readonly<Record<string, number>> = {},
): Meter {
  return { what, price, quantity: { kind: "usage", keys, defaults, units } };
}

/** Runs all month unless the usage file gives the hours. */
export function running(what: string, price: string, count: number, key: string): Meter {
  return usedBy(what, price, [key], (usage) => count * usage(key), { [key]: hoursPerMonth });
}

export function notKnown(what: string, price: string, reason: string): Meter {
  return { what, price, quantity: { kind: "not known", reason } };
}

/** The keys that these meters read. */
export function keysOf(meters: readonly Meter[]): string[] {
  return [...new Set(meters.flatMap(({ quantity }) => (quantity.kind === "usage" ? quantity.keys : [])))];
}

/** A pricer whose resources all have the same meters. */
export function always(meters: readonly Meter[]): Pricer {
  return { usageKeys: keysOf(meters), meters: () => meters };
}
