// Resources and settings, besides security group rules, that decide who reaches what: gateways, routes, public access.
import type { ResourceDifference } from "../changes";
import { equal, isEmpty, isRedactedObject, type Redacted } from "../redaction";

export interface Reach {
  readonly sign: "+" | "-";
  readonly text: string;
  readonly opens: boolean;
}

/** Resources whose mere existence is a way in or out. */
const ways: Readonly<Record<string, { readonly is: string; readonly about?: string; readonly opens: boolean }>> = {
  aws_internet_gateway: { is: "internet gateway", about: "vpc_id", opens: true },
  aws_egress_only_internet_gateway: { is: "egress-only internet gateway", about: "vpc_id", opens: true },
  aws_nat_gateway: { is: "NAT gateway", about: "subnet_id", opens: true },
  aws_eip: { is: "public address", opens: true },
  aws_vpc_peering_connection: { is: "peering with another VPC", about: "peer_vpc_id", opens: true },
  aws_ec2_transit_gateway_vpc_attachment: {
    is: "attachment to a transit gateway",
    about: "transit_gateway_id",
    opens: true,
  },
  aws_vpn_connection: { is: "VPN", about: "customer_gateway_id", opens: true },
  aws_lambda_function_url: {
    is: "public address of a function, authorization",
    about: "authorization_type",
    opens: true,
  },
  aws_vpc_endpoint: { is: "VPC endpoint", about: "service_name", opens: false },
};

interface Setting {
  readonly attribute: string;
  /** The value that opens it. */
  readonly open: Redacted;
  readonly says: string;
}

const settings: Readonly<Record<string, readonly Setting[]>> = {
  aws_s3_bucket_public_access_block: [
    { attribute: "block_public_acls", open: false, says: "public ACLs are no longer blocked" },
    { attribute: "block_public_policy", open: false, says: "public bucket policies are no longer blocked" },
    { attribute: "ignore_public_acls", open: false, says: "public ACLs take effect again" },
    { attribute: "restrict_public_buckets", open: false, says: "a public policy can grant access to anyone" },
  ],
  aws_subnet: [
    { attribute: "map_public_ip_on_launch", open: true, says: "instances launched here get a public address" },
  ],
  aws_sagemaker_notebook_instance: [
    { attribute: "direct_internet_access", open: "Enabled", says: "reaches the internet directly" },
  ],
  aws_sagemaker_domain: [
    {
      attribute: "app_network_access_type",
      open: "PublicInternetOnly",
      says: "its apps use the internet instead of the VPC",
    },
  ],
  aws_sagemaker_model: [
    {
      attribute: "enable_network_isolation",
      open: false,
      says: "its container is no longer isolated from the network",
    },
  ],
  aws_db_instance: [{ attribute: "publicly_accessible", open: true, says: "gets a public address" }],
  aws_lb: [{ attribute: "internal", open: false, says: "faces the internet" }],
  aws_vpc_endpoint: [
    { attribute: "private_dns_enabled", open: false, says: "its service name resolves to a public address again" },
  ],
};

export function reachOf({ type, kind, before, after }: ResourceDifference): readonly Reach[] {
  const [was, is] = [side(before), side(after)];
  return [...presence(type, kind, was, is), ...routes(type, was, is), ...changedSettings(type, kind, was, is)];
}

type Side = Readonly<Record<string, Redacted>> | undefined;

function presence(type: string, kind: string, was: Side, is: Side): readonly Reach[] {
  const way = ways[type];
  if (!way || (kind !== "create" && kind !== "delete" && kind !== "replace")) return [];
  const text = (value: Side) => `${way.is}${way.about && value ? ` ${word(value[way.about])}` : ""}`;
  return [
    ...(was ? [{ sign: "-" as const, text: text(was), opens: false }] : []),
    ...(is ? [{ sign: "+" as const, text: text(is), opens: way.opens }] : []),
  ];
}

function routes(type: string, was: Side, is: Side): readonly Reach[] {
  const list = (value: Side): readonly Side[] => {
    if (type === "aws_route") return [value];
    return type === "aws_route_table" && Array.isArray(value?.route) ? value.route.map(side) : [];
  };
  const [before, after] = [list(was).flatMap(route), list(is).flatMap(route)];
  const open = (text: string) => / 0\.0\.0\.0\/0 | ::\/0 /.test(`${text} `) && !text.endsWith("(nowhere)");
  return [
    ...before.filter((text) => !after.includes(text)).map((text) => ({ sign: "-" as const, text, opens: false })),
    ...after.filter((text) => !before.includes(text)).map((text) => ({ sign: "+" as const, text, opens: open(text) })),
  ];
}

function route(value: Side): readonly string[] {
  if (!value) return [];
  const first = (names: readonly string[]) => names.map((name) => value[name]).find((item) => !isEmpty(item));
  const to = first([
    "destination_cidr_block",
    "destination_ipv6_cidr_block",
    "destination_prefix_list_id",
    "cidr_block",
    "ipv6_cidr_block",
  ]);
  const through = first([
    "gateway_id",
    "nat_gateway_id",
    "egress_only_gateway_id",
    "transit_gateway_id",
    "vpc_peering_connection_id",
    "network_interface_id",
    "vpc_endpoint_id",
  ]);
  return to === undefined
    ? []
    : [`route to ${word(to)} through ${through === undefined ? "(nowhere)" : word(through)}`];
}

function changedSettings(type: string, kind: string, was: Side, is: Side): readonly Reach[] {
  const all = settings[type] ?? [];
  if (type === "aws_s3_bucket_public_access_block" && kind === "delete") {
    return [{ sign: "-", text: "the bucket's public access block", opens: true }];
  }
  return all.flatMap(({ attribute, open, says }) => {
    const opened = is !== undefined && equal(is[attribute] ?? null, open);
    const wasOpen = was !== undefined && equal(was[attribute] ?? null, open);
    // A new endpoint or model that keeps the open default opens nothing that was closed before.
    const counts = was !== undefined || type === "aws_s3_bucket_public_access_block" || open !== false;
    return opened && !wasOpen && counts ? [{ sign: "+" as const, text: `${attribute}: ${says}`, opens: true }] : [];
  });
}

function side(value: unknown): Side {
  return isRedactedObject(value) ? value : undefined;
}

function word(value: Redacted | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value).replace(/^"|"$/g, "");
}
