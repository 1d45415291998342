import type { EnvironmentInput } from "../../../src/environments";
import { prod } from "../../../src/environments/prod";
import { validateEnvironment } from "../../../src/environments/validate";
import { InvalidInputError, type Problem } from "../../../packages/errors";

const source = { subject: "It" };

/** The problems of prod with these changes. */
function problems(changes: Record<string, unknown>, base: EnvironmentInput = prod): readonly Problem[] {
  try {
    validateEnvironment({ ...base, ...changes }, source);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

describe("validateEnvironment", () => {
  it("reports three mistakes at once, each with path, value and what is allowed", () => {
    const broken = {
      ...prod,
      region: "mars",
      logRetentionDays: 31,
      network: { ...prod.network, cidr: "10.0.0.0/28" },
    };
    expect(() => validateEnvironment(broken, { subject: 'The environment "prod" (src/environments/prod.ts)' })).toThrow(
      new Error(
        [
          'The environment "prod" (src/environments/prod.ts) is not valid: 3 problems',
          '  - region: got "mars"; allowed: a region, such as "us-east-1"',
          "  - logRetentionDays: got 31; allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
          '  - network.cidr: got "10.0.0.0/28"; allowed: a range from /16 to /22: it is split into four subnets',
        ].join("\n"),
      ),
    );
  });

  it("puts the file before the path where the values come from another one", () => {
    expect(() => validateEnvironment({ ...prod, region: 1 }, { ...source, file: "overlay.json" })).toThrow(
      / {2}- overlay\.json: region: got 1;/,
    );
  });
});

describe("shape", () => {
  it.each<[string, Record<string, unknown>, Problem]>([
    [
      "a missing value",
      { region: undefined },
      { path: "region", got: undefined, allowed: 'a region, such as "us-east-1"' },
    ],
    [
      "a key that does not exist",
      { regoin: "x" },
      { path: "regoin", got: "x", allowed: "no such key; remove it or correct its spelling" },
    ],
    [
      "an account id",
      { account: "12" },
      { path: "account", got: "12", allowed: 'one account id of 12 digits, such as "111122223333"' },
    ],
    [
      "a list of accounts",
      { account: ["111122223333"] },
      { path: "account", got: ["111122223333"], allowed: 'one account id of 12 digits, such as "111122223333"' },
    ],
    ["a truth value", { allowDataDestroy: "no" }, { path: "allowDataDestroy", got: "no", allowed: "true or false" }],
    ["an object", { network: "x" }, { path: "network", got: "x", allowed: "an object" }],
    ["a name", { name: "test" }, { path: "name", got: "test", allowed: '"local", "dev", "staging", "prod"' }],
    [
      "a tag of AWS",
      { tags: { "aws:x": "1" } },
      { path: "tags.aws:x", got: "aws:x", allowed: '1 to 128 characters that do not begin with "aws:"' },
    ],
  ])("refuses %s", (_, changes, expected) => {
    expect(problems(changes)).toEqual([expected]);
  });

  it("refuses something that is no object at all", () => {
    expect(() => validateEnvironment(undefined, source)).toThrow(
      "It is not valid: 1 problem\n  - (all of it): got nothing; allowed: an object",
    );
  });
});

describe("combinations", () => {
  it("refuses a cloud environment without an account, and the local one with one", () => {
    expect(problems({ account: undefined })).toEqual([
      { path: "account", got: undefined, allowed: 'the account that it is deployed to, such as "111122223333"' },
    ]);
    expect(problems({ name: "local" })).toEqual([
      { path: "account", got: prod.account, allowed: "none: the local AWS has an account of its own" },
    ]);
  });

  it.each(["us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1"])("refuses %s, which is isolated", (region) => {
    const allowed =
      'a region of AWS, of AWS in China or of GovCloud, such as "us-east-1": the isolated regions have other domains';
    expect(problems({ region })).toEqual([{ path: "region", got: region, allowed }]);
  });

  it("refuses tags that the platform sets, and more than an S3 object takes", () => {
    const many = { a: "1", b: "1", c: "1", d: "1" };
    expect(problems({ tags: many })).toEqual([]);
    expect(problems({ tags: { ...many, e: "1" } })).toEqual([
      {
        path: "tags",
        got: ["a", "b", "c", "d", "e"],
        allowed: "at most 4: an S3 object takes ten, and the platform sets 6",
      },
    ]);
    expect(problems({ tags: { Stack: "mine", a: "1" } })).toEqual([
      { path: "tags", got: ["Stack"], allowed: "other keys: the platform sets these itself" },
    ]);
  });

  const zoneAllowed = 'a zone\'s letter, such as "a", or its id, such as "use1-az1"';
  it.each<[string[], Problem[]]>([
    [["a", "d", "use1-az1"], []],
    [["a"], [{ path: "network.zones", got: ["a"], allowed: "2 or 3 zones" }]],
    [["a", "b", "c", "d"], [{ path: "network.zones", got: ["a", "b", "c", "d"], allowed: "2 or 3 zones" }]],
    [["a", "us-east-1b"], [{ path: "network.zones.1", got: "us-east-1b", allowed: zoneAllowed }]],
    [["a", "a"], [{ path: "network.zones", got: ["a", "a"], allowed: "each zone once" }]],
  ])("zones %j", (zones, expected) => {
    expect(problems({ network: { ...prod.network, zones } })).toEqual(expected);
  });

  it.each(["eu-central-1", "ap-southeast-3", "us-west-2", "me-central-1", "cn-north-1", "us-gov-west-1"])(
    "takes %s",
    (region) => {
      expect(problems({ region })).toEqual([]);
    },
  );
});
