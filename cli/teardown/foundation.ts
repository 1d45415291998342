// The resources that everything else builds on: data, keys, permissions, network.
import {
  EC2Client,
  paginateDescribeFlowLogs,
  paginateDescribeNetworkInterfaces,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
} from "@aws-sdk/client-ec2";
import { IAMClient, paginateListPolicies, paginateListRoles } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, KMSClient, paginateListAliases, paginateListKeys } from "@aws-sdk/client-kms";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import type { AwsSettings } from "../aws/settings";
import type { Check } from "./check";
import { collect, namesOf } from "./pages";

export const foundationChecks: readonly Check[] = [
  {
    service: "S3",
    kind: "buckets",
    list: async (aws) => {
      const { Buckets } = await new S3Client(aws).send(new ListBucketsCommand({}));
      return namesOf(Buckets, ({ Name }) => Name);
    },
  },
  { service: "KMS", kind: "keys", list: ownKeys, remark: "keys wait 7 to 30 days for their deletion, as AWS demands" },
  {
    service: "KMS",
    kind: "aliases",
    list: (aws) =>
      collect(
        paginateListAliases({ client: new KMSClient(aws) }, {}),
        ({ Aliases }) => Aliases,
        ({ AliasName }) => (AliasName?.startsWith("alias/aws/") ? undefined : AliasName),
      ),
  },
  {
    service: "IAM",
    kind: "roles",
    list: (aws) =>
      collect(
        paginateListRoles({ client: new IAMClient(aws) }, {}),
        ({ Roles }) => Roles,
        ({ Path, RoleName }) => (Path?.startsWith("/aws-service-role/") ? undefined : RoleName),
      ),
  },
  {
    service: "IAM",
    kind: "policies",
    list: (aws) =>
      collect(
        paginateListPolicies({ client: new IAMClient(aws) }, { Scope: "Local" }),
        ({ Policies }) => Policies,
        ({ PolicyName }) => PolicyName,
      ),
  },
  {
    service: "EC2",
    kind: "VPCs",
    list: (aws) =>
      collect(
        paginateDescribeVpcs({ client: new EC2Client(aws) }, {}),
        ({ Vpcs }) => Vpcs,
        ({ IsDefault, VpcId }) => (IsDefault ? undefined : VpcId),
      ),
    remark: "the default VPC and what is in it belong to every account",
  },
  { service: "EC2", kind: "subnets", list: subnets },
  { service: "EC2", kind: "security groups", list: securityGroups },
  { service: "EC2", kind: "route tables", list: routeTables },
  {
    service: "EC2",
    kind: "VPC endpoints",
    list: (aws) =>
      collect(
        paginateDescribeVpcEndpoints({ client: new EC2Client(aws) }, {}),
        ({ VpcEndpoints }) => VpcEndpoints,
        // EC2 lists a deleted endpoint for a while.
        ({ VpcEndpointId, State }) => (State?.toLowerCase() === "deleted" ? undefined : VpcEndpointId),
      ),
  },
  {
    service: "EC2",
    kind: "network interfaces",
    list: (aws) =>
      collect(
        paginateDescribeNetworkInterfaces({ client: new EC2Client(aws) }, {}),
        ({ NetworkInterfaces }) => NetworkInterfaces,
        ({ NetworkInterfaceId }) => NetworkInterfaceId,
      ),
  },
  {
    service: "EC2",
    kind: "flow logs",
    list: (aws) =>
      collect(
        paginateDescribeFlowLogs({ client: new EC2Client(aws) }, {}),
        ({ FlowLogs }) => FlowLogs,
        ({ FlowLogId }) => FlowLogId,
      ),
  },
];

/** A deleted key stays for days as "PendingDeletion", and services have keys of their own. */
async function ownKeys(aws: AwsSettings): Promise<readonly string[]> {
  const client = new KMSClient(aws);
  const ids = await collect(
    paginateListKeys({ client }, {}),
    ({ Keys }) => Keys,
    ({ KeyId }) => KeyId,
  );
  const keys = await Promise.all(ids.map((KeyId) => client.send(new DescribeKeyCommand({ KeyId }))));
  return namesOf(keys, ({ KeyMetadata }) =>
    KeyMetadata?.KeyManager === "CUSTOMER" && KeyMetadata.KeyState !== "PendingDeletion"
      ? KeyMetadata.KeyId
      : undefined,
  );
}

async function subnets(aws: AwsSettings): Promise<readonly string[]> {
  return collect(
    paginateDescribeSubnets({ client: new EC2Client(aws) }, {}),
    ({ Subnets }) => Subnets,
    ({ SubnetId, DefaultForAz }) => (DefaultForAz ? undefined : SubnetId),
  );
}

async function securityGroups(aws: AwsSettings): Promise<readonly string[]> {
  const vpc = await defaultVpc(aws);
  return collect(
    paginateDescribeSecurityGroups({ client: new EC2Client(aws) }, {}),
    ({ SecurityGroups }) => SecurityGroups,
    ({ GroupId, VpcId }) => (VpcId === vpc ? undefined : GroupId),
  );
}

async function routeTables(aws: AwsSettings): Promise<readonly string[]> {
  const vpc = await defaultVpc(aws);
  return collect(
    paginateDescribeRouteTables({ client: new EC2Client(aws) }, {}),
    ({ RouteTables }) => RouteTables,
    ({ RouteTableId, VpcId }) => (VpcId === vpc ? undefined : RouteTableId),
  );
}

async function defaultVpc(aws: AwsSettings): Promise<string | undefined> {
  const [id] = await collect(
    paginateDescribeVpcs({ client: new EC2Client(aws) }, {}),
    ({ Vpcs }) => Vpcs,
    ({ IsDefault, VpcId }) => (IsDefault ? VpcId : undefined),
  );
  return id;
}
