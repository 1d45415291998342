// IPv4 arithmetic for an environment's single address range.

/** SageMaker needs an address per instance and an interface endpoint one per zone, so each subnet is at least a /24. */
const smallestPrefix = 22;
const largestPrefix = 16;

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** What would be allowed instead of this range; undefined if the range is valid. */
export function cidrProblem(cidr: string): string | undefined {
  const range = parse(cidr);
  if (!range) return 'an IPv4 range, such as "10.20.0.0/16"';
  if (range.prefix < largestPrefix || range.prefix > smallestPrefix) {
    return `a range from /${largestPrefix} to /${smallestPrefix}: it is split into four subnets`;
  }
  if (range.base % size(range.prefix) !== 0) {
    return `the first address of its range: "${format(range.base - (range.base % size(range.prefix)))}/${range.prefix}"`;
  }
  if (!privateRanges.some((outer) => contains(parse(outer)!, range)))
    return `a range within ${privateRanges.join(", ")}`;
  return undefined;
}

/** A quarter of the range for each zone; with three zones or fewer, the fourth quarter stays unused. */
export function subnetCidr(cidr: string, index: number): string {
  const range = parse(cidr)!;
  const prefix = range.prefix + 2;
  return `${format(range.base + index * size(prefix))}/${prefix}`;
}

export function cidrsOverlap(one: string, other: string): boolean {
  const [a, b] = [parse(one)!, parse(other)!];
  return a.base < b.base + size(b.prefix) && b.base < a.base + size(a.prefix);
}

interface Range {
  readonly base: number;
  readonly prefix: number;
}

function parse(cidr: string): Range | undefined {
  const numbers = cidr.split(/[./]/).map(Number);
  const [a, b, c, d, prefix] = numbers as [number, number, number, number, number];
  if (numbers.length !== 5 || [a, b, c, d].some((byte) => !(byte <= 255)) || !(prefix <= 32)) return undefined;
  return { base: ((a * 256 + b) * 256 + c) * 256 + d, prefix };
}

function size(prefix: number): number {
  return 2 ** (32 - prefix);
}

function contains(outer: Range, inner: Range): boolean {
  return inner.base >= outer.base && inner.base + size(inner.prefix) <= outer.base + size(outer.prefix);
}

function format(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
