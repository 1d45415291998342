import { isOfThisMachine, parseLock } from "../lock";
import { idsByAddress, outputValues, producerKeys, resourceCount, type State, unknownTo } from "../state";
import { hostname, userInfo } from "node:os";

const managed = (type: string, name: string, ...ids: string[]) => ({
  mode: "managed",
  type,
  name,
  instances: ids.map((id) => ({ attributes: { id } })),
});

const state: State = {
  resources: [
    managed("aws_s3_bucket", "A", "bucket"),
    managed("aws_vpc", "Replaced", "new", "old"),
    managed("aws_kms_key", "Begun"),
    {
      mode: "data",
      type: "terraform_remote_state",
      name: "network",
      instances: [{ attributes: { config: { value: { bucket: "b", key: "network/terraform.tfstate" } } } }],
    },
  ],
  outputs: { url: { value: "https://example.com" } },
};

test("counts what exists: not what was only begun, and not data", () => {
  expect(resourceCount(state)).toBe(3);
  expect(resourceCount(undefined)).toBe(0);
});

test("knows each id, also of a replacement that is not finished", () => {
  expect(Object.fromEntries(idsByAddress(state))).toEqual({
    "aws_s3_bucket.A": ["bucket"],
    "aws_vpc.Replaced": ["new", "old"],
  });
});

test("tells which states it was made from", () => {
  expect(producerKeys(state)).toEqual(["network/terraform.tfstate"]);
  expect(producerKeys({})).toEqual([]);
});

test("outputs by name; none where there is no state", () => {
  expect(outputValues(state)).toEqual({ url: "https://example.com" });
  expect(outputValues(undefined)).toEqual({});
});

test("what one state knows and another does not, or knows as something else", () => {
  const other = { resources: [managed("aws_s3_bucket", "A", "bucket"), managed("aws_vpc", "Replaced", "new")] };
  expect(unknownTo(other, state)).toEqual(["aws_vpc.Replaced"]);
  expect(unknownTo(state, other)).toEqual([]);
});

describe("a lock", () => {
  const file = { ID: "1-2", Who: "ann@laptop", Operation: "OperationTypeApply", Created: "2026-01-02T03:04:05Z" };

  test("says who holds it, since when, and for what", () => {
    const lock = { id: "1-2", who: "ann@laptop", operation: "apply", since: "2026-01-02T03:04:05Z" };
    expect(parseLock(JSON.stringify({ ...file, Info: "", Path: "p" }))).toEqual(lock);
  });

  test("is of this machine only where person and machine are ours", () => {
    const who = (Who: string) => isOfThisMachine(parseLock(JSON.stringify({ ...file, Who })));
    expect(who(`${userInfo().username}@${hostname()}`)).toBe(true);
    expect(who(`somebody-else@${hostname()}`)).toBe(false);
  });
});
