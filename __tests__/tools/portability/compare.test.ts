import { describe as describeDifference, differences, judge } from "../../../tools/portability/compare";

const stack = (resource: unknown) => ({ "main/dev/network": { resource: { aws_vpc: { Vpc: resource } } } });
const vpc = { cidr_block: "10.0.0.0/16", tags: { Name: "x" } };

it("finds nothing where both are the same, whatever each notes about itself", () => {
  const [ours, fork] = ["cdktf", "cdktn"].map((name) => stack({ ...vpc, "//": { metadata: { path: name } } }));
  expect(differences(ours!, fork!)).toEqual([]);
});

it("compares the notes that are ours", () => {
  const [ours, fork] = ["one", "another"].map((reason) => stack({ ...vpc, "//": { checkov: { CKV_1: reason } } }));
  expect(differences(ours!, fork!).map(describeDifference)).toEqual([
    'main/dev/network: resource.aws_vpc.Vpc.//.checkov.CKV_1: "one" -> "another"',
  ]);
});

it.each([
  ["another value", { ...vpc, cidr_block: "10.1.0.0/16" }, 'cidr_block: "10.0.0.0/16" -> "10.1.0.0/16"'],
  ["a value that is gone", { cidr_block: vpc.cidr_block }, 'tags: {"Name":"x"} -> nothing'],
  ["a value that is new", { ...vpc, ipv6: true }, "ipv6: nothing -> true"],
  ["a list in place of an object", { ...vpc, tags: [] }, 'tags: {"Name":"x"} -> []'],
])("names %s", (_, fork, words) => {
  expect(differences(stack(vpc), stack(fork)).map(describeDifference)).toEqual([
    `main/dev/network: resource.aws_vpc.Vpc.${words}`,
  ]);
});

it("names a stack that only one of them makes", () => {
  expect(differences(stack(vpc), {}).map(({ stack, fork }) => [stack, fork])).toEqual([
    ["main/dev/network", undefined],
  ]);
});

describe("judge", () => {
  const found = differences(stack(vpc), stack({ ...vpc, cidr_block: "10.1.0.0/16" }));
  const path = "resource.aws_vpc.Vpc.cidr_block";
  const entry = { path, ours: "10.0.0.0/16", fork: "10.1.0.0/16", reason: "so it is" };

  it("lets pass what is accepted", () => {
    expect(judge(found, [entry])).toEqual({ unaccepted: [], stale: [] });
  });

  it("does not let pass another value at an accepted place, and calls the entry stale", () => {
    const other = { ...entry, fork: "10.2.0.0/16" };
    expect(judge(found, [other])).toEqual({ unaccepted: found, stale: [other] });
  });
});
