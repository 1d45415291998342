// Rules of security groups and network ACLs as sentences, one for each address or group that is allowed.
import { isObject } from "../json";
import { knownAfterApply, type Redacted } from "../redaction";

export interface Traffic {
  /** `in tcp 443 from 10.0.0.0/16` */
  readonly text: string;
  /** What makes it an opening, if it is one. */
  readonly opens?: string;
}

export function trafficOf(type: string, value: Redacted): readonly Traffic[] {
  if (!isObject(value)) return [];
  switch (type) {
    case "aws_vpc_security_group_ingress_rule":
      return rule("in", value);
    case "aws_vpc_security_group_egress_rule":
      return rule("out", value);
    case "aws_security_group_rule":
      return rule(value.type === "egress" ? "out" : "in", value);
    case "aws_security_group":
    case "aws_default_security_group":
    case "aws_network_acl":
    case "aws_default_network_acl":
      return [...rules("in", value.ingress), ...rules("out", value.egress)];
    case "aws_network_acl_rule":
      return rule(value.egress === true ? "out" : "in", value);
    default:
      return [];
  }
}

function rules(direction: "in" | "out", list: unknown): readonly Traffic[] {
  return Array.isArray(list) ? list.filter(isObject).flatMap((item) => rule(direction, item)) : [];
}

/** The attributes of all resources that contain a rule; each has some of them. */
const peers = [
  ["cidr_ipv4", ""],
  ["cidr_ipv6", ""],
  ["cidr_block", ""],
  ["ipv6_cidr_block", ""],
  ["cidr_blocks", ""],
  ["ipv6_cidr_blocks", ""],
  ["prefix_list_id", ""],
  ["prefix_list_ids", ""],
  ["referenced_security_group_id", ""],
  ["source_security_group_id", ""],
  ["security_groups", ""],
  ["self", "itself"],
] as const;

function rule(direction: "in" | "out", value: Record<string, unknown>): readonly Traffic[] {
  const refuses = value.rule_action === "deny" || value.action === "deny";
  const what = `${refuses ? "deny " : ""}${direction} ${protocol(value)}`;
  const found = peers.flatMap(([name, word]) => texts(value[name] as Redacted).map((text) => word || text));
  return (found.length > 0 ? found : ["(no peer named)"]).map((peer) => ({
    text: `${what} ${direction === "in" ? "from" : "to"} ${peer}`,
    ...(!refuses && opening(direction, peer, value)),
  }));
}

function protocol(value: Record<string, unknown>): string {
  const name = String(value.ip_protocol ?? value.protocol ?? "all");
  if (name === "-1" || name === "all") return "every port";
  const [from, to] = [shown(value.from_port), shown(value.to_port)];
  return from === to ? `${name} ${from}` : `${name} ${from}-${to}`;
}

function shown(port: unknown): string {
  return port === knownAfterApply ? knownAfterApply.toJSON() : String(port ?? "*");
}

function opening(direction: "in" | "out", peer: string, value: Record<string, unknown>): { opens?: string } {
  const everyPort = protocol(value) === "every port" || (value.from_port === 0 && value.to_port === 65535);
  const ports = everyPort ? ", on every port" : "";
  if (/\/0$/.test(peer)) {
    return {
      opens: direction === "in" ? `open to the whole internet${ports}` : `can reach the whole internet${ports}`,
    };
  }
  if (/^[\d.]+\/\d+$/.test(peer) && !isPrivate(peer)) {
    return { opens: direction === "in" ? `open to public addresses${ports}` : `can reach public addresses${ports}` };
  }
  return {};
}

/** RFC 1918, RFC 6598 and loopback. */
function isPrivate(cidr: string): boolean {
  const [a = 0, b = 0] = cidr.split(".").map(Number);
  const prefix = Number(cidr.split("/")[1]);
  if (prefix < 8) return false;
  return (
    a === 10 ||
    a === 127 ||
    (a === 172 && b >= 16 && b < 32 && prefix >= 12) ||
    (a === 192 && b === 168 && prefix >= 16) ||
    (a === 100 && b >= 64 && b < 128 && prefix >= 10)
  );
}

function texts(value: Redacted | undefined): readonly string[] {
  if (value === undefined || value === null || value === false || value === "") return [];
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value === "string") return [value];
  if (value === true) return ["itself"];
  // A rule that names another peer has unknown computed lists too; a single unknown value is a future peer.
  return value === knownAfterApply ? [value.toJSON()] : [];
}
