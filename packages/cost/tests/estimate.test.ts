import { estimate, type EstimateOptions } from "../estimate";
import type { PricedResource } from "../resource";
import { estimated, price, usd } from "./committed-prices";

const region = "us-east-1";
const of = (type: string, values: PricedResource["values"], amounts?: Record<string, number>) => {
  const options: EstimateOptions = amounts
    ? { region, usage: { byType: { [type]: amounts }, byAddress: {} } }
    : { region };
  return estimated([{ address: `${type}.It`, type, values }], options);
};
/** The cost of a resource; every meter must have a price. */
const monthly = (type: string, values: PricedResource["values"], amounts: Record<string, number>) => {
  const { monthly, byUsage, unknown } = of(type, values, amounts);
  expect([...byUsage, ...unknown]).toEqual([]);
  return monthly;
};
const usageOf = (type: string, values: PricedResource["values"]) =>
  of(type, values).byUsage.map(({ what, needs }) => `${what}: ${needs.join(", ")}`);
const reasons = (type: string, values: PricedResource["values"]) =>
  of(type, values).unknown.map(({ reason }) => reason);

describe("VPC endpoints", () => {
  const subnets = ["${aws_subnet.A.id}", "${aws_subnet.B.id}", "${aws_subnet.C.id}"];

  test("of the interface type cost per subnet and hour", () => {
    const { lines, monthly } = of("aws_vpc_endpoint", { vpc_endpoint_type: "Interface", subnet_ids: subnets });
    expect(lines).toEqual([
      {
        address: "aws_vpc_endpoint.It",
        type: "aws_vpc_endpoint",
        what: "Interface endpoint",
        quantity: 3 * 730,
        unit: "hour",
        unitPrice: usd("vpc.endpoint.hour"),
        certainty: price("vpc.endpoint.hour").certainty,
        monthly: Number((3 * 730 * usd("vpc.endpoint.hour")).toFixed(8)),
      },
    ]);
    expect(monthly).toBeCloseTo(3 * 730 * usd("vpc.endpoint.hour"), 8);
  });

  test("of the gateway type are free, and so is the type that is left out", () => {
    for (const values of [{ vpc_endpoint_type: "Gateway" }, {}]) {
      expect(of("aws_vpc_endpoint", values)).toMatchObject({ monthly: 0, lines: [], byUsage: [], unknown: [] });
    }
  });

  test("with one token for all subnets have no known number", () => {
    expect(
      reasons("aws_vpc_endpoint", { vpc_endpoint_type: "Interface", subnet_ids: "${module.vpc.subnets}" }),
    ).toEqual(["Interface endpoint: the number of subnet_ids is not known before apply"]);
  });

  test("of another type are unknown, not free", () => {
    expect(reasons("aws_vpc_endpoint", { vpc_endpoint_type: "GatewayLoadBalancer", subnet_ids: ["a"] })).toEqual([
      'GatewayLoadBalancer endpoint: no price "vpc.endpoint.GatewayLoadBalancer.hour" in us-east-1',
      'GatewayLoadBalancer endpoint, data processed: no price "vpc.endpoint.GatewayLoadBalancer.gb" in us-east-1',
    ]);
  });
});

describe("KMS keys", () => {
  test("cost per month; requests and rotation depend on usage", () => {
    expect(of("aws_kms_key", { enable_key_rotation: true }).monthly).toBe(usd("kms.key"));
    expect(usageOf("aws_kms_key", { enable_key_rotation: true })).toEqual([
      "Key versions added by rotation: rotated_versions",
      "KMS requests: monthly_requests",
    ]);
    expect(usageOf("aws_kms_key", {})).toEqual(["KMS requests: monthly_requests"]);
  });

  test.each([
    [0, 1],
    [1, 2],
    [2, 3],
    [7, 3],
  ])("after %i rotations count as %i", (rotated_versions, keys) => {
    const costs = monthly("aws_kms_key", { enable_key_rotation: true }, { rotated_versions, monthly_requests: 0 });
    expect(costs).toBeCloseTo(keys * usd("kms.key"), 8);
  });
});

describe("CloudWatch alarms", () => {
  const metric = { metric: { metric_name: "a", period: 300 } };
  test.each([
    ["one metric", { period: 300 }, "cloudwatch.alarm", 1],
    ["a period below a minute", { period: 10 }, "cloudwatch.alarm.high", 1],
    ["two metrics and an expression", { metric_query: [metric, metric, { expression: "a/b" }] }, "cloudwatch.alarm", 2],
    ["blocks as a plan writes them", { metric_query: [{ metric: [{ period: 10 }] }] }, "cloudwatch.alarm.high", 1],
    ["a period of 0, as a state has it beside queries", { period: 0, metric_query: [metric] }, "cloudwatch.alarm", 1],
    ["anomaly detection", { metric_query: [metric], threshold_metric_id: "e1" }, "cloudwatch.alarm", 3],
  ])("on %s", (_, values, key, count) => {
    expect(of("aws_cloudwatch_metric_alarm", values).monthly).toBeCloseTo(count * usd(key), 8);
  });
});

describe("what depends on usage", () => {
  test("is a unit price, never 0", () => {
    expect(of("aws_ecr_repository", {})).toEqual({
      status: "estimated",
      monthly: 0,
      lines: [],
      byUsage: [
        {
          address: "aws_ecr_repository.It",
          type: "aws_ecr_repository",
          what: "ECR storage",
          unit: "GB",
          unitPrice: usd("ecr.gb"),
          certainty: price("ecr.gb").certainty,
          needs: ["storage_gb"],
        },
      ],
      unknown: [],
      pricesAsOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
    });
  });

  test("counts with usage, and an amount of 0 is an amount", () => {
    expect(monthly("aws_ecr_repository", {}, { storage_gb: 7 })).toBeCloseTo(7 * usd("ecr.gb"), 8);
    expect(monthly("aws_ecr_repository", {}, { storage_gb: 0 })).toBe(0);
  });

  test("of an address goes before that of its type", () => {
    const resources = ["A", "B"].map((id) => ({
      address: `aws_ecr_repository.${id}`,
      type: "aws_ecr_repository",
      values: {},
    }));
    const usage = {
      byType: { aws_ecr_repository: { storage_gb: 1 } },
      byAddress: { "aws_ecr_repository.B": { storage_gb: 5 } },
    };
    expect(estimated(resources, { region, usage }).lines.map(({ quantity }) => quantity)).toEqual([1, 5]);
  });
});

const arm = { architectures: ["arm64"], memory_size: 512 };
test.each<[string, PricedResource["values"], Record<string, number>, () => number]>([
  [
    "aws_cloudwatch_log_group",
    {},
    { monthly_data_ingested_gb: 4, storage_gb: 10, monthly_data_scanned_gb: 2 },
    () => 4 * usd("logs.ingested") + 10 * usd("logs.stored") + 2 * usd("logs.scanned"),
  ],
  [
    "aws_s3_bucket",
    {},
    {
      "standard.storage_gb": 100,
      "standard.monthly_tier_1_requests": 5000,
      "standard.monthly_tier_2_requests": 20_000,
    },
    () => 100 * usd("s3.standard.gb") + 5 * usd("s3.standard.tier1") + 20 * usd("s3.standard.tier2"),
  ],
  [
    "aws_lambda_function",
    arm,
    { monthly_requests: 2e6, request_duration_ms: 500 },
    () => 2 * usd("lambda.request") + 2e6 * 0.5 * 0.5 * usd("lambda.duration.arm64"),
  ],
  [
    "aws_lambda_function",
    {},
    { monthly_requests: 1e6, request_duration_ms: 1000 },
    () => usd("lambda.request") + 1e6 * 0.125 * usd("lambda.duration.x86"),
  ],
  [
    "aws_cloudwatch_event_rule",
    { event_pattern: '{"source":["my.app"]}' },
    { monthly_custom_events: 3e6 },
    () => 3 * usd("events.custom"),
  ],
  ["aws_scheduler_schedule", {}, { monthly_invocations: 5e5 }, () => 0.5 * usd("scheduler.invocation")],
  [
    "aws_sns_topic",
    {},
    { monthly_requests: 1e6, request_size_kb: 65, email_subscriptions: 1 },
    () => 2 * usd("sns.request") + 10 * usd("sns.email"),
  ],
  [
    "aws_sfn_state_machine",
    { type: "STANDARD", definition: "{}" },
    { monthly_transitions: 4000 },
    () => 4 * usd("states.transition"),
  ],
  ["aws_efs_file_system", {}, { storage_gb: 8 }, () => 8 * usd("efs.gb")],
  ["aws_api_gateway_rest_api", {}, { monthly_requests: 1e6 }, () => usd("apigateway.rest")],
])("%s %j with %j", (type, values, amounts, expected) => {
  expect(monthly(type, values, amounts)).toBeCloseTo(expected(), 6);
});

describe("an EventBridge rule", () => {
  test("for what AWS publishes or for a schedule is free", () => {
    const s3 = '{"source":["aws.s3"],"detail":{"bucket":{"name":["${aws_s3_bucket.Data.bucket}"]}}}';
    expect(usageOf("aws_cloudwatch_event_rule", { event_pattern: s3 })).toEqual([]);
    expect(usageOf("aws_cloudwatch_event_rule", { schedule_expression: "rate(1 day)" })).toEqual([]);
  });

  test("for events of one's own depends on their number", () => {
    const custom = ["Custom events: monthly_custom_events"];
    expect(usageOf("aws_cloudwatch_event_rule", { event_pattern: '{"source":["my.app"]}' })).toEqual(custom);
    expect(usageOf("aws_cloudwatch_event_rule", { event_pattern: "${local.pattern}" })).toEqual(custom);
  });
});

test("an express state machine is unknown, not free", () => {
  expect(reasons("aws_sfn_state_machine", { type: "EXPRESS", definition: "{}" })).toEqual([
    "Express workflow: express workflows are not priced",
  ]);
});

test("free types cost nothing and need no line", () => {
  expect(of("aws_iam_role", {})).toMatchObject({ monthly: 0, lines: [], byUsage: [], unknown: [] });
});

test("unknown types are listed, not guessed and not 0", () => {
  expect(of("aws_redshift_cluster", {}).unknown).toEqual([
    {
      address: "aws_redshift_cluster.It",
      type: "aws_redshift_cluster",
      reason: "aws_redshift_cluster has no pricer",
    },
  ]);
});

test("says the oldest date of the prices that it used", () => {
  const price = { usd: 1, unit: "key", page: "https://aws.amazon.com/kms/pricing/", certainty: "published" } as const;
  const prices = {
    region,
    prices: {
      "kms.key": { ...price, date: "2026-03-01" },
      "kms.request": { ...price, date: "2026-02-01" },
      "ecr.gb": { ...price, date: "2026-01-01" },
    },
  };
  const key = { address: "aws_kms_key.It", type: "aws_kms_key", values: {} };
  expect(estimated([key], { region, prices }).pricesAsOf).toBe("2026-02-01");
});

test("without prices of the region there is a reason instead of an estimate, for a program to read", () => {
  expect(estimate([], { region: "eu-central-1" })).toEqual({
    status: "not estimated",
    reason: { kind: "no prices", region: "eu-central-1", regionsWithPrices: ["us-east-1"] },
  });
});
