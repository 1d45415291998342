// AWS's partitions and the names that differ by them: ARNs, domains, endpoint services. Written nowhere else.

interface Partition {
  readonly id: "aws" | "aws-cn" | "aws-us-gov";
  /** The end of the names of hosts, and of services in conditions such as kms:ViaService. */
  readonly domain: string;
  /** Prefix of the names of endpoint services; China has two. */
  readonly endpointServices: (service: string) => string;
}

const standard = () => "com.amazonaws";
/** In China (aws-cdk-lib, aws-ec2/lib/vpc-endpoint.ts). The gateway to S3 has the prefix that S3 has everywhere. */
const inChina = /^(sagemaker\.(api|runtime)|states|lambda)$/;

const partitions: readonly (Partition & { readonly regions: RegExp })[] = [
  {
    id: "aws-cn",
    regions: /^cn-/,
    domain: "amazonaws.com.cn",
    endpointServices: (service) => (inChina.test(service) ? "cn.com.amazonaws" : standard()),
  },
  { id: "aws-us-gov", regions: /^us-gov-/, domain: "amazonaws.com", endpointServices: standard },
  { id: "aws", regions: /^/, domain: "amazonaws.com", endpointServices: standard },
];

/** The account and region of a resource. The region decides on the partition even where an ARN has none. */
export interface Location {
  readonly account: string;
  readonly region: string;
}

export function partitionOf(region: string): Partition {
  return partitions.find(({ regions }) => regions.test(region))!;
}

/** `arn:<partition>:<service>:<region>:<account>:<resource>` */
export function arn({ account, region }: Location, service: string, resource: string): string {
  return `arn:${partitionOf(region).id}:${service}:${region}:${account}:${resource}`;
}

/** IAM's ARNs have no region. */
export function iamArn({ account, region }: Location, resource: string): string {
  return `arn:${partitionOf(region).id}:iam::${account}:${resource}`;
}

/** A bucket or, with a path, its objects. Names of buckets are unique in a partition. */
export function bucketArn({ region }: Pick<Location, "region">, name: string, path?: string): string {
  return `arn:${partitionOf(region).id}:s3:::${name}${path === undefined ? "" : `/${path}`}`;
}

/** What a Task of a state machine does, such as `sns:publish`. */
export function integrationArn({ region }: Pick<Location, "region">, integration: string): string {
  return `arn:${partitionOf(region).id}:states:::${integration}`;
}

/** `kms.us-east-1.amazonaws.com`: a service of the region as hosts and conditions name it. */
export function regionalService({ region }: Pick<Location, "region">, service: string): string {
  return `${service}.${region}.${partitionOf(region).domain}`;
}

/** The name of the service that a VPC endpoint leads to. */
export function endpointServiceName({ region }: Pick<Location, "region">, service: string): string {
  const prefix = partitionOf(region).endpointServices(service);
  return `${prefix}.${region}.${service}`;
}
