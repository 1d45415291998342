// The zones of the network: whether the account has them, and whether every endpoint service is offered in each.
import {
  DescribeAvailabilityZonesCommand,
  DescribeVpcEndpointServicesCommand,
  EC2Client,
  type ServiceDetail,
} from "@aws-sdk/client-ec2";
import type { SynthesizedDeployment } from "../deploy/deployment";
import { type Finding, right, wrong } from "./finding";
import { argumentsOf } from "./resources";

interface Zone {
  readonly id: string;
  readonly name: string;
  readonly open: boolean;
}

export async function checkZones(deployment: SynthesizedDeployment): Promise<readonly Finding[]> {
  const { aws, environment } = deployment;
  const client = new EC2Client(aws);
  const zones = await zonesOf(client);
  const chosen = environment.network.zones.map((given) => ({ given, zone: find(zones, environment.region, given) }));
  const remedy = `Correct network.zones in src/environments/${environment.name}.ts; open to this account: ${listed(zones)}.`;
  const missing = chosen.flatMap(({ given, zone }) => {
    if (!zone) return [wrong(`The account has no zone "${given}" in ${environment.region}.`, remedy)];
    return zone.open ? [] : [wrong(`The zone "${given}" (${zone.id}) takes nothing new.`, remedy)];
  });
  const used = chosen.flatMap(({ zone }) => zone ?? []);
  const unserved = await unservedZones(client, endpointServices(deployment), used, remedy);
  const findings = [...missing, ...unserved];
  return findings.length > 0 ? findings : [right(used.map(({ name, id }) => `${name} (${id})`).join(", "))];
}

async function zonesOf(client: EC2Client): Promise<readonly Zone[]> {
  const { AvailabilityZones = [] } = await client.send(
    new DescribeAvailabilityZonesCommand({ Filters: [{ Name: "zone-type", Values: ["availability-zone"] }] }),
  );
  return AvailabilityZones.map(({ ZoneId = "", ZoneName = "", State }) => ({
    id: ZoneId,
    name: ZoneName,
    open: State === "available",
  }));
}

/** By letter or by id, as the environment names it. */
function find(zones: readonly Zone[], region: string, given: string): Zone | undefined {
  return zones.find(({ id, name }) => id === given || name === `${region}${given}`);
}

const listed = (zones: readonly Zone[]) =>
  zones
    .filter(({ open }) => open)
    .map(({ name, id }) => `${name.slice(-1)} (${id})`)
    .join(", ");

/** The services of the interface endpoints in the stacks. */
function endpointServices({ synthesis }: SynthesizedDeployment): readonly string[] {
  const endpoints = argumentsOf(synthesis, "aws_vpc_endpoint");
  const interfaces = endpoints.filter(({ vpc_endpoint_type: type }) => type === "Interface");
  return interfaces.map(({ service_name: name }) => String(name)).sort();
}

async function unservedZones(
  client: EC2Client,
  services: readonly string[],
  zones: readonly Zone[],
  remedy: string,
): Promise<readonly Finding[]> {
  if (services.length === 0) return [];
  const offered = new Map((await serviceDetails(client)).map((service) => [service.ServiceName, service]));
  return services.flatMap((name): Finding[] => {
    const service = offered.get(name);
    if (!service) return [wrong(`The region has no endpoint service ${name}.`, "Choose another region.")];
    const without = zones.filter((zone) => !service.AvailabilityZones?.includes(zone.name));
    return without.map((zone) => wrong(`The endpoint service ${name} is not offered in ${zone.name}.`, remedy));
  });
}

async function serviceDetails(client: EC2Client): Promise<readonly ServiceDetail[]> {
  const all: ServiceDetail[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new DescribeVpcEndpointServicesCommand({ NextToken }));
    all.push(...(page.ServiceDetails ?? []));
    NextToken = page.NextToken === "" ? undefined : page.NextToken;
  } while (NextToken !== undefined);
  return all;
}
