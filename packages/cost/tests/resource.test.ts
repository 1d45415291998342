import { blocksIn, numberIn, resourcesOfPlan, resourcesOfSynth, textIn } from "../resource";

describe("resources of synthesized JSON", () => {
  test("have Terraform's address and their arguments", () => {
    const json = { resource: { aws_kms_key: { Key_1: { description: "a" } }, aws_vpc: { Vpc_2: {} } } };
    expect(resourcesOfSynth(json)).toEqual([
      { address: "aws_kms_key.Key_1", type: "aws_kms_key", values: { description: "a" } },
      { address: "aws_vpc.Vpc_2", type: "aws_vpc", values: {} },
    ]);
  });

  test("are none where the stack has none", () => {
    expect(resourcesOfSynth({ terraform: {} })).toEqual([]);
  });
});

describe("resources of a plan", () => {
  const key = { address: "aws_kms_key.Key", mode: "managed", type: "aws_kms_key", values: { is_enabled: true } };
  const table = { ...key, address: "module.tables.aws_efs_file_system.Runs", type: "aws_efs_file_system" };
  const data = { ...key, address: "data.aws_iam_policy_document.Policy", mode: "data" };

  test("are the managed ones of every module", () => {
    const values = { root_module: { resources: [key, data], child_modules: [{ resources: [table] }] } };
    expect(resourcesOfPlan(values).map(({ address }) => address)).toEqual([
      "aws_kms_key.Key",
      "module.tables.aws_efs_file_system.Runs",
    ]);
  });

  test("are none before the first apply, when there is no state", () => {
    expect(resourcesOfPlan(undefined)).toEqual([]);
  });
});

describe("a value", () => {
  const values = {
    size: 5,
    text: "20",
    token: "${var.size}",
    inside: "ml.${var.size}",
    one: { a: 1 },
    many: [{ a: 1 }],
  };

  test("is a number or a text where it is written down, and nothing where it is a token", () => {
    expect(["size", "text", "token", "absent"].map((name) => numberIn(values, name))).toEqual([
      5,
      20,
      undefined,
      undefined,
    ]);
    expect(["text", "token", "inside"].map((name) => textIn(values, name))).toEqual(["20", undefined, undefined]);
  });

  test("is the same block as an object and as a list", () => {
    expect(["one", "many", "absent"].map((name) => blocksIn(values, name))).toEqual([[{ a: 1 }], [{ a: 1 }], []]);
  });
});
