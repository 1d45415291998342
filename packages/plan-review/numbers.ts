// Counts and sums as words.
import type { Kind } from "../terraform/change";

export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? singular : plural}`;
}

export function list(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** "is" or "are", after a list of these. */
export function be(names: readonly unknown[]): string {
  return names.length > 1 ? "are" : "is";
}

export function tally(kinds: readonly Kind[]): Readonly<Record<Kind, number>> {
  const numbers = { replace: 0, delete: 0, forget: 0, update: 0, create: 0, import: 0, move: 0, read: 0 };
  for (const kind of kinds) numbers[kind]++;
  return numbers;
}

/** `8 to add, 0 to change, 0 to replace, 0 to destroy`; the rarer kinds only where there are some. */
export function tallyWords({ create, update, replace, delete: gone, ...rare }: Readonly<Record<Kind, number>>): string {
  const words = [
    `${create} to add`,
    `${update} to change`,
    `${replace} to replace`,
    `${gone} to destroy`,
    ...(rare.forget ? [`${rare.forget} to forget`] : []),
    ...(rare.import ? [`${rare.import} to import`] : []),
    ...(rare.move ? [`${rare.move} to rename`] : []),
    ...(rare.read ? [`${rare.read} to read`] : []),
  ];
  return words.join(", ");
}

/** `1,234.50`. Without a dollar sign: GitHub takes two of them for a formula. */
export function money(amount: number): string {
  return amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
