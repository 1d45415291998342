import type { PricedResource } from "../resource";
import { changed, usd } from "./committed-prices";

const region = "us-east-1";
const key: PricedResource = { address: "aws_kms_key.Key", type: "aws_kms_key", values: {} };
const role: PricedResource = { address: "aws_iam_role.Role", type: "aws_iam_role", values: {} };
const bucket: PricedResource = { address: "aws_s3_bucket.Data", type: "aws_s3_bucket", values: {} };
const table: PricedResource = { address: "aws_redshift_cluster.It", type: "aws_redshift_cluster", values: {} };
const lab: PricedResource = {
  address: "aws_sagemaker_notebook_instance.Lab",
  type: "aws_sagemaker_notebook_instance",
  values: { instance_type: "ml.m5.xlarge", volume_size: 10 },
};
const endpoint = (subnets: number): PricedResource => ({
  address: "aws_vpc_endpoint.Sns",
  type: "aws_vpc_endpoint",
  values: {
    vpc_endpoint_type: "Interface",
    subnet_ids: Array.from({ length: subnets }, (_, index) => `subnet-${index}`),
  },
});
const zone = 730 * usd("vpc.endpoint.hour");

test("names what costs more or less, the largest difference first", () => {
  const change = changed([key, endpoint(2)], [endpoint(3), lab], region);
  expect(change.before).toBeCloseTo(usd("kms.key") + 2 * zone, 6);
  expect(change.after).toBeCloseTo(
    3 * zone + 730 * usd("sagemaker.notebook.ml.m5.xlarge") + 10 * usd("sagemaker.notebook.volume"),
    6,
  );
  expect(change.lines).toEqual([
    `+${(730 * usd("sagemaker.notebook.ml.m5.xlarge")).toFixed(2)} USD aws_sagemaker_notebook_instance.Lab: Notebook instance (ml.m5.xlarge)`,
    `+${zone.toFixed(2)} USD aws_vpc_endpoint.Sns: Interface endpoint`,
    expect.stringMatching(/^\+\d\.\d\d USD aws_sagemaker_notebook_instance\.Lab: Notebook volume/),
    `-${usd("kms.key").toFixed(2)} USD aws_kms_key.Key: KMS key`,
  ]);
});

test("has no lines where nothing costs anything else", () => {
  expect(changed([key], [key, role], region)).toMatchObject({
    before: usd("kms.key"),
    after: usd("kms.key"),
    lines: [],
  });
});

test("has no sum before where it is not known what is deployed, and 0 where nothing is", () => {
  expect(changed(undefined, [key], region)).not.toHaveProperty("before");
  expect(changed([], [key], region).before).toBe(0);
});

test("what is added without a sum is listed", () => {
  const { lines } = changed([key], [key, table, bucket], region);
  expect(lines[0]).toBe("aws_redshift_cluster.It: cost unknown: aws_redshift_cluster has no pricer");
  expect(lines[1]).toBe(
    `aws_s3_bucket.Data: S3 Standard, storage: ${usd("s3.standard.gb")} USD per GB, depends on usage`,
  );
  expect(lines).toHaveLength(4);
});

test("counts usage where it is known", () => {
  const usage = { byType: { aws_s3_bucket: { "standard.storage_gb": 1000 } }, byAddress: {} };
  expect(changed([], [bucket], region, { usage }).lines[0]).toBe(
    `+${(1000 * usd("s3.standard.gb")).toFixed(2)} USD aws_s3_bucket.Data: S3 Standard, storage`,
  );
});

test("a resource whose cost becomes unknown is listed too", () => {
  const token: PricedResource = {
    ...endpoint(0),
    values: { vpc_endpoint_type: "Interface", subnet_ids: "${module.vpc.ids}" },
  };
  expect(changed([endpoint(1)], [token], region).lines).toEqual([
    `-${zone.toFixed(2)} USD aws_vpc_endpoint.Sns: Interface endpoint`,
    "aws_vpc_endpoint.Sns: cost unknown: Interface endpoint: the number of subnet_ids is not known before apply",
  ]);
});
