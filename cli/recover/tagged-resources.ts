// Finds resources whose ids AWS generates, by the tags of an environment.
import {
  EC2Client,
  paginateDescribeFlowLogs,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroupRules,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
} from "@aws-sdk/client-ec2";
import { project } from "../../contracts/names";
import { tagKeys } from "../../contracts/tags";
import { keysWithTags } from "../aws/keys";
import type { AwsSettings } from "../aws/settings";

/** Construct path -> ids of the resources tagged with it; more than one if a run created it twice. */
export type IdsByPath = ReadonlyMap<string, readonly string[]>;

/** @param environment value of the tag Environment */
export async function findTagged(aws: AwsSettings, environment: string): Promise<IdsByPath> {
  const found = [...(await networkParts(aws, environment)), ...(await keys(aws))];
  const ids = new Map<string, string[]>();
  for (const { id, tags } of found) {
    if (tags.Project !== project || tags.Environment !== environment) continue;
    const path = tags[tagKeys.constructPath];
    if (path) ids.set(path, [...(ids.get(path) ?? []), id].sort());
  }
  return ids;
}

interface Tagged {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
}

type AwsTags = readonly { readonly Key?: string; readonly Value?: string }[] | undefined;

/** Asks for the resources themselves, because the list of tags still contains resources deleted long ago. */
async function networkParts(aws: AwsSettings, environment: string): Promise<Tagged[]> {
  const client = new EC2Client(aws);
  const wanted = [{ Name: "tag:Environment", Values: [environment] }];
  const filter = { Filters: wanted };
  const tagged = async <Page, Item extends { readonly Tags?: AwsTags }>(
    pages: AsyncIterable<Page>,
    items: (page: Page) => readonly Item[] | undefined,
    idOf: (item: Item) => string | undefined,
  ): Promise<Tagged[]> => {
    const found: Tagged[] = [];
    for await (const page of pages) {
      for (const item of items(page) ?? []) {
        const id = idOf(item);
        const tags = Object.fromEntries((item.Tags ?? []).map(({ Key, Value }) => [Key!, Value ?? ""]));
        if (id) found.push({ id, tags });
      }
    }
    return found;
  };
  const ending = ["deleting", "deleted"];
  const parts = await Promise.all([
    tagged(
      paginateDescribeVpcs({ client }, filter),
      (page) => page.Vpcs,
      (vpc) => vpc.VpcId,
    ),
    tagged(
      paginateDescribeSubnets({ client }, filter),
      (page) => page.Subnets,
      (subnet) => subnet.SubnetId,
    ),
    tagged(
      paginateDescribeRouteTables({ client }, filter),
      (page) => page.RouteTables,
      (table) => table.RouteTableId,
    ),
    tagged(
      paginateDescribeSecurityGroups({ client }, filter),
      (page) => page.SecurityGroups,
      (group) => group.GroupId,
    ),
    tagged(
      paginateDescribeSecurityGroupRules({ client }, filter),
      (page) => page.SecurityGroupRules,
      (rule) => rule.SecurityGroupRuleId,
    ),
    tagged(
      paginateDescribeVpcEndpoints({ client }, filter),
      (page) => page.VpcEndpoints?.filter(({ State = "" }) => !ending.includes(State.toLowerCase())),
      (endpoint) => endpoint.VpcEndpointId,
    ),
    tagged(
      paginateDescribeFlowLogs({ client }, { Filter: wanted }),
      (page) => page.FlowLogs,
      (log) => log.FlowLogId,
    ),
  ]);
  return parts.flat();
}

async function keys(aws: AwsSettings): Promise<Tagged[]> {
  const found: Tagged[] = [];
  for await (const key of keysWithTags(aws, (tags) => tagKeys.constructPath in tags)) found.push(key);
  return found;
}
