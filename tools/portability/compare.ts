// Compares what two frameworks synthesize from the same stacks, value by value.

/** `<program>/<environment>/<stack>` -> cdk.tf.json */
export type Synthesized = Readonly<Record<string, unknown>>;

export interface Difference {
  readonly stack: string;
  /** The path in the JSON, such as `resource.aws_vpc.Vpc_8378EB38.cidr_block`. */
  readonly path: string;
  /** Undefined if there is no value. */
  readonly ours: unknown;
  readonly fork: unknown;
}

/** A difference that is acceptable in every stack where it occurs. */
export interface Accepted {
  readonly path: string;
  readonly ours: unknown;
  readonly fork: unknown;
  readonly reason: string;
}

export function differences(ours: Synthesized, fork: Synthesized): readonly Difference[] {
  return keysOf(ours, fork).flatMap((stack) =>
    differing(withoutMetadata(ours[stack]), withoutMetadata(fork[stack]), []).map((found) => ({ stack, ...found })),
  );
}

/** Differences that are not accepted, and accepted ones that no longer occur. */
export function judge(
  found: readonly Difference[],
  accepted: readonly Accepted[],
): { readonly unaccepted: readonly Difference[]; readonly stale: readonly Accepted[] } {
  const isSame = (difference: Difference, entry: Accepted) =>
    difference.path === entry.path && same(difference.ours, entry.ours) && same(difference.fork, entry.fork);
  return {
    unaccepted: found.filter((difference) => !accepted.some((entry) => isSame(difference, entry))),
    stale: accepted.filter((entry) => !found.some((difference) => isSame(difference, entry))),
  };
}

export function describe({ stack, path, ours, fork }: Difference): string {
  const text = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));
  return `${stack}: ${path}: ${text(ours)} -> ${text(fork)}`;
}

function differing(ours: unknown, fork: unknown, path: readonly string[]): Omit<Difference, "stack">[] {
  if (isContainer(ours) && isContainer(fork) && Array.isArray(ours) === Array.isArray(fork)) {
    return keysOf(ours, fork).flatMap((key) => differing(ours[key], fork[key], [...path, key]));
  }
  return same(ours, fork) ? [] : [{ path: path.join("."), ours, fork }];
}

/** The framework's own notes: its version, and where in its sources a value was created. Our notes are compared. */
function withoutMetadata(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (!isContainer(value)) return value;
  const kept = Object.entries(value).map(([key, inner]) => {
    if (key !== "//" || !isContainer(inner)) return [key, withoutMetadata(inner)];
    return [key, Object.fromEntries(Object.entries(inner).filter(([note]) => note !== "metadata"))];
  });
  return Object.fromEntries(kept);
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function keysOf(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
}
