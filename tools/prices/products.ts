// The products that have a price: unit, AWS's pricing page, and name in the Price List API.
import { InvalidInputError } from "../../packages/errors";

export interface Product {
  readonly unit: string;
  readonly page: string;
  /** Undefined if the name in the API is not known: such a price is updated by hand. */
  readonly query?: Query;
}

/** A product of the Price List API: the request's filters, and its usage type after the region's prefix. */
export interface Query {
  readonly service: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly usagetype: string;
  /** How many of the API's units equal one of ours. */
  readonly per: number;
}

const page = (path: string) => `https://aws.amazon.com/${path}/pricing/`;

function products(
  service: string,
  path: string,
  productFamily: string | undefined,
  rows: Readonly<Record<string, readonly [unit: string, usagetype?: string, per?: number, extra?: Query["filters"]]>>,
): [string, Product][] {
  const family: Query["filters"] = productFamily ? { productFamily } : {};
  return Object.entries(rows).map(([key, [unit, usagetype, per = 1, extra = {}]]) => [
    key,
    {
      unit,
      page: page(path),
      ...(usagetype && { query: { service, filters: { ...family, ...extra }, usagetype, per } }),
    },
  ]);
}

const million = 1_000_000;
const catalogue: ReadonlyMap<string, Product> = new Map([
  ...products("AmazonVPC", "privatelink", "VpcEndpoint", {
    "vpc.endpoint.hour": ["hour", "VpcEndpoint-Hours"],
    "vpc.endpoint.gb": ["GB", "VpcEndpoint-Bytes"],
  }),
  ...products("awskms", "kms", undefined, {
    "kms.key": ["key", "KMS-Keys"],
    "kms.request": ["10k requests", "KMS-Requests", 10_000],
  }),
  ...products("AmazonCloudWatch", "cloudwatch", undefined, {
    "cloudwatch.alarm": ["metric", "CW:AlarmMonitorUsage"],
    "cloudwatch.alarm.high": ["metric", "CW:HighResAlarmMonitorUsage"],
    "logs.ingested": ["GB", "DataProcessing-Bytes"],
    "logs.stored": ["GB", "TimedStorage-ByteHrs"],
    "logs.scanned": ["GB", "DataScanned-Bytes"],
  }),
  ...products("AmazonS3", "s3", undefined, {
    "s3.standard.gb": ["GB", "TimedStorage-ByteHrs", 1, { volumeType: "Standard" }],
    "s3.standard.tier1": ["1k requests", "Requests-Tier1", 1000, { group: "S3-API-Tier1" }],
    "s3.standard.tier2": ["1k requests", "Requests-Tier2", 1000, { group: "S3-API-Tier2" }],
  }),
  ...products("AWSLambda", "lambda", "Serverless", {
    "lambda.request": ["1M requests", "Request", million],
    "lambda.duration.x86": ["GB-second", "Lambda-GB-Second"],
    "lambda.duration.arm64": ["GB-second", "Lambda-GB-Second-ARM"],
  }),
  ...products("AmazonStates", "step-functions", undefined, {
    "states.transition": ["1k transitions", "StateTransition", 1000],
  }),
  ...products("AWSEvents", "eventbridge", undefined, {
    "events.custom": ["1M events", "Event-64K-Chunks", million, { eventType: "Custom Event" }],
    "scheduler.invocation": ["1M invocations"],
  }),
  ...products("AmazonSNS", "sns", undefined, {
    "sns.request": ["1M requests", "Requests-Tier1", million],
    "sns.email": ["100k e-mails", "DeliveryAttempts-SMTP", 100_000],
  }),
  ...products("AmazonECR", "ecr", undefined, { "ecr.gb": ["GB", "TimedStorage-ByteHrs"] }),
  ...products("AmazonEFS", "efs", "Storage", { "efs.gb": ["GB", "TimedStorage-ByteHrs"] }),
  ...products("AmazonApiGateway", "api-gateway", undefined, {
    "apigateway.rest": ["1M requests", "ApiGatewayRequest", million],
  }),
]);

/** SageMaker's name, in a usage type, for each use of an instance. */
const instanceUses: Readonly<Record<string, string>> = {
  hosting: "Host",
  training: "Train",
  processing: "Processing",
  notebook: "Notebk",
};
const sageMakerPage = page("sagemaker/ai");

/**
 * The product of a price key; SageMaker's keys contain the instance type, memory or size. Throws for an unknown key.
 */
export function productOf(key: string): Product {
  const product = catalogue.get(key) ?? sageMakerProduct(key);
  if (product) return product;
  const sageMaker =
    "sagemaker.hosting.ml.m5.large, training, processing or notebook for hosting, sagemaker.serverless.2048";
  const allowed = [...[...catalogue.keys()].sort(), sageMaker].join(", ");
  throw new InvalidInputError("The price list", [{ path: key, got: key, allowed }]);
}

/** Whether `npm run prices` can look it up. */
export function canBeAdded(key: string): boolean {
  return (catalogue.get(key) ?? sageMakerProduct(key))?.query !== undefined;
}

export function allProducts(): string[] {
  return [...catalogue.keys()];
}

function sageMakerProduct(key: string): Product | undefined {
  const [, what = "", name = ""] = /^sagemaker\.(\w+)\.(.+)$/.exec(key) ?? [];
  const query = (productFamily: string, usagetype: string, unit: string, per = 1): Product => ({
    unit,
    page: sageMakerPage,
    query: { service: "AmazonSageMaker", filters: { productFamily }, usagetype, per },
  });
  if (key === "sagemaker.notebook.volume") return { unit: "GB", page: sageMakerPage };
  if (key === "sagemaker.hosting.gb") return { unit: "GB", page: sageMakerPage };
  if (what === "mlflow") return { unit: "hour", page: sageMakerPage };
  if (what in instanceUses) return query("ML Instance", `${instanceUses[what]}:${name}`, "hour");
  if (what !== "serverless") return undefined;
  const [, provisioned, memory] = /^(provisioned\.)?(\d+)$/.exec(name) ?? [];
  const use = provisioned ? "ProvisionedConcurrency:Usage" : "ServerlessInf:Mem";
  return memory ? query("ML Serverless", `${use}-${Number(memory) / 1024}GB`, "second") : undefined;
}
