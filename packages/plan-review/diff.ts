// Compares two values leaf by leaf. A text that contains JSON is compared by its parsed value.
import { canonical, parsed } from "./json";
import { equal, isEmpty, isRedactedObject, knownAfterApply, type Redacted, Sensitive } from "./redaction";

export interface Leaf {
  readonly path: readonly (string | number)[];
  /** Absent if there was no value, or will be none. */
  readonly before?: Redacted;
  readonly after?: Redacted;
}

export function differences(
  before: Redacted,
  after: Redacted,
  path: readonly (string | number)[] = [],
): readonly Leaf[] {
  const [left, right] = [opened(before, after), opened(after, before)];
  if (equal(left, right) || (isEmpty(left) && isEmpty(right))) return [];
  if (isRedactedObject(left) && isRedactedObject(right)) {
    const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
    return names.flatMap((name) => differences(left[name] ?? null, right[name] ?? null, [...path, name]));
  }
  if (Array.isArray(left) && Array.isArray(right)) return listDifferences(left, right, path);
  return [{ path, ...(isEmpty(left) ? {} : { before: left }), ...(isEmpty(right) ? {} : { after: right }) }];
}

/** `vpc_config[0].subnet_ids` */
export function shownPath(path: readonly (string | number)[]): string {
  return path
    .map((part, index) =>
      typeof part === "number"
        ? `[${part}]`
        : /^[\w$-]+(\.\$)?$/.test(part)
          ? index
            ? `.${part}`
            : part
          : `[${JSON.stringify(part)}]`,
    )
    .join("");
}

/** As complete JSON. */
export function shownValue(value: Redacted | undefined): string {
  if (value === undefined) return "(none)";
  if (value instanceof Sensitive || value === knownAfterApply) return value.toJSON();
  // JSON.stringify quotes the two markers like texts; this removes the quotes.
  return JSON.stringify(value).replace(/"(\((?:sensitive value|known after apply)\))"/g, "$1");
}

/** Parsed if the other side is JSON or absent: a text that becomes JSON is easier to read as two texts. */
function opened(value: Redacted, other: Redacted): Redacted {
  if (typeof value !== "string") return value;
  const json = parsed(value);
  if (json === undefined) return value;
  const comparable = typeof other !== "string" ? isEmpty(other) : other === "" || parsed(other) !== undefined;
  return comparable ? json : value;
}

/** By content, not by position: in a set, and usually in a list, this shows what was added and removed. */
function listDifferences(left: readonly Redacted[], right: readonly Redacted[], path: Leaf["path"]): readonly Leaf[] {
  const gone = unmatched(left, right);
  const added = unmatched(right, left);
  if (gone.length === 0 && added.length === 0) return [{ path, before: left, after: right }];
  const blocks = [...gone, ...added].every(({ item }) => isRedactedObject(item));
  if (gone.length === added.length && (blocks || gone.every(({ index }, i) => added[i]!.index === index))) {
    return gone.flatMap(({ item, index }, i) => differences(item, added[i]!.item, [...path, index]));
  }
  return [
    ...gone.map(({ item, index }) => ({ path: [...path, index], before: item })),
    ...added.map(({ item, index }) => ({ path: [...path, index], after: item })),
  ];
}

function unmatched(items: readonly Redacted[], others: readonly Redacted[]): { item: Redacted; index: number }[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(key(other), (left.get(key(other)) ?? 0) + 1);
  return items
    .map((item, index) => ({ item, index }))
    .filter(({ item }) => {
      const number = left.get(key(item)) ?? 0;
      if (number > 0) left.set(key(item), number - 1);
      // All secrets have the same key: only a real comparison shows whether one has changed.
      const secret = key(item).includes("(sensitive value)");
      return number === 0 || (secret && !others.some((other) => equal(item, other)));
    });
}

function key(value: Redacted): string {
  return canonical(JSON.parse(JSON.stringify(value)));
}
