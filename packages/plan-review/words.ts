// Counts and sums in words.
import { changesOf, type Kind, kindOf } from "../terraform/change";
import type { TerraformPlan } from "../terraform/plan-json";

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

/** In the order in which they are counted. */
const phrases: Readonly<Record<Kind, string>> = {
  create: "to add",
  update: "to change",
  replace: "to replace",
  delete: "to destroy",
  forget: "to forget",
  import: "to adopt",
  move: "to move",
  read: "to read",
};
const usual: ReadonlySet<Kind> = new Set(["create", "update", "replace", "delete"]);

/** `8 to add, 0 to change, 0 to replace, 0 to destroy`; rarer kinds only if there are any. */
export function tallyWords(numbers: Readonly<Record<Kind, number>>): string {
  return phrasesOf(numbers, (kind) => usual.has(kind) || numbers[kind] > 0).join(", ");
}

/** `26 to add, 1 to replace`; "outputs only" if no resource changes. An import with changes counts as both. */
export function planWords(plan: TerraformPlan): string {
  const { resources } = changesOf(plan);
  const adopted = resources.filter(({ change }) => change.importing).length;
  const numbers = { ...tally(resources.map(kindOf)), import: adopted };
  return phrasesOf(numbers, (kind) => numbers[kind] > 0).join(", ") || "outputs only";
}

function phrasesOf(numbers: Readonly<Record<Kind, number>>, counts: (kind: Kind) => boolean): readonly string[] {
  return (Object.keys(phrases) as Kind[]).filter(counts).map((kind) => `${numbers[kind]} ${phrases[kind]}`);
}

/** `1,234.50`. Without a dollar sign, because GitHub renders text between two of them as a formula. */
export function money(amount: number): string {
  return amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
