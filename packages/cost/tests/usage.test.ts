import { join } from "node:path";
import { InvalidInputError } from "../../errors";
import { parseUsage, readUsage } from "../usage";
import type { PricedResource } from "../resource";

const resource = (address: string, values: PricedResource["values"] = {}): PricedResource => ({
  address,
  type: address.split(".")[0]!,
  values,
});
const resources = [
  resource("aws_s3_bucket.Data"),
  resource("aws_s3_bucket.Logs"),
  resource("aws_kms_key.Key", { enable_key_rotation: true }),
  resource("aws_iam_role.Role"),
  resource("aws_vpc_endpoint.S3", { vpc_endpoint_type: "Gateway" }),
];
const parse = (text: string) => parseUsage(text, resources);
const message = (text: string) => {
  try {
    parse(text);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("no error");
};

describe("a usage file", () => {
  test("has amounts by type and by address, nested ones by joined names", () => {
    const text = `
version: 0.1
resource_type_default_usage:
  aws_kms_key: { monthly_requests: 5 }
resource_usage:
  aws_s3_bucket.Data:
    standard:
      storage_gb: 10
`;
    expect(parse(text)).toEqual({
      byType: { aws_kms_key: { monthly_requests: 5 } },
      byAddress: { "aws_s3_bucket.Data": { "standard.storage_gb": 10 } },
    });
  });

  test("may name types that this environment does not have, and may leave sections out", () => {
    const text = "version: 0.1\nresource_type_default_usage:\n  aws_efs_file_system: { storage_gb: 1 }";
    expect(parse(text).byType).toEqual({ aws_efs_file_system: { storage_gb: 1 } });
    expect(parse("version: 0.1")).toEqual({ byType: {}, byAddress: {} });
    expect(parse("version: 0.1\nresource_usage:\n")).toEqual({ byType: {}, byAddress: {} });
  });
});

describe("mistakes in a usage file", () => {
  test("are reported all at once, with what is allowed", () => {
    const text = `
version: 0.1
resource_type_default_usage:
  aws_kms_key:
    monthly_request: 1
  aws_ecr_repository:
    storage_gb: lots
resource_usage:
  aws_s3_bucket.Dta:
    standard: { storage_gb: 1 }
  aws_s3_bucket.Data:
    standard: { storage_gb: -1 }
  aws_iam_role.Role:
    monthly_requests: 1
  aws_vpc_endpoint.S3:
    monthly_data_processed_gb: 1
`;
    expect(() => parse(text)).toThrow(InvalidInputError);
    expect(message(text)).toBe(
      `The usage file: 6 problems
  - resource_type_default_usage.aws_kms_key: got "monthly_request"; allowed: monthly_requests, rotated_versions
  - resource_type_default_usage.aws_ecr_repository.storage_gb: got "lots"; allowed: a number, 0 or more
  - resource_usage.aws_s3_bucket.Dta: got "aws_s3_bucket.Dta"; allowed: an address of this environment: aws_s3_bucket.Data, aws_s3_bucket.Logs
  - resource_usage.aws_s3_bucket.Data.standard.storage_gb: got -1; allowed: a number, 0 or more
  - resource_usage.aws_iam_role.Role: got "monthly_requests"; allowed: nothing: such a resource has no usage
  - resource_usage.aws_vpc_endpoint.S3: got "monthly_data_processed_gb"; allowed: nothing: such a resource has no usage`,
    );
  });

  test("an address of a type that is not there gets every address with usage", () => {
    expect(message("version: 0.1\nresource_usage: { aws_sns_topic.A: { monthly_requests: 1 } }")).toContain(
      "allowed: an address of this environment: aws_s3_bucket.Data, aws_s3_bucket.Logs, aws_kms_key.Key, aws_vpc_endpoint.S3",
    );
  });

  test("a discount is at most all of it", () => {
    const text = (percent: number) =>
      `version: 0.1\nresource_type_default_usage: { aws_sfn_state_machine: { jobs: { Train: { spot_discount_percent: ${percent} } } } }`;
    expect(parse(text(100)).byType).toEqual({ aws_sfn_state_machine: { "jobs.Train.spot_discount_percent": 100 } });
    expect(message(text(101))).toContain("got 101; allowed: a number from 0 to 100");
  });

  test.each([
    ["another version", "version: 2", "  - version: got 2; allowed: 0.1"],
    ["no version", "resource_usage: {}", "  - version: got nothing; allowed: 0.1"],
    [
      "another section",
      "version: 0.1\nprojects: []",
      '  - projects: got "projects"; allowed: version, resource_type_default_usage, resource_usage',
    ],
  ])("%s", (_, text, problem) => {
    expect(message(text)).toBe(`The usage file: 1 problem\n${problem}`);
  });

  test("what is not YAML is reported with its position", () => {
    expect(message("version: [0.1")).toMatch(/^The usage file is not YAML:\n.*at line 1, column 14/);
  });

  test("a file that is not there", () => {
    expect(() => readUsage("/nowhere/usage.yml", resources)).toThrow(
      /^The usage file \/nowhere\/usage\.yml cannot be read: ENOENT/,
    );
  });

  test("a name twice in one section is a mistake, not a silent choice", () => {
    expect(message("version: 0.1\nresource_usage:\n  aws_kms_key.Key: {}\n  aws_kms_key.Key: {}")).toContain(
      "Map keys must be unique",
    );
  });
});

test("the example's types and names are known", () => {
  // Its addresses are checked against the synthesized stacks in environment.test.ts.
  expect(() => readUsage(join(__dirname, "..", "..", "..", "usage", "example.yml"), [])).toThrow(
    expect.objectContaining({
      problems: [
        expect.objectContaining({ path: "resource_usage.aws_cloudwatch_log_group.FlowLogs_LogGroup_D4502E73" }),
        expect.objectContaining({ path: "resource_usage.aws_s3_bucket.Data_666C94C7" }),
        expect.objectContaining({ path: "resource_usage.aws_sfn_state_machine.StateMachine_2E01A3A5" }),
      ],
    }) as Error,
  );
});
