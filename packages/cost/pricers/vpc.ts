// VPC: interface endpoints cost per availability zone, that is per subnet; gateway endpoints are free.
import { fixed, hoursPerMonth, type Meter, notKnown, type Pricer, used } from "../meter";
import type { PricedResource } from "../resource";

export const vpcEndpoint: Pricer = { usageKeys: ["monthly_data_processed_gb"], meters: endpointMeters };

/** Terraform's default type is Gateway. */
function endpointMeters({ values }: PricedResource): Meter[] {
  const type = values.vpc_endpoint_type ?? "Gateway";
  if (type === "Gateway") return [];
  const what = type === "Interface" ? "Interface endpoint" : `${String(type)} endpoint`;
  const price = type === "Interface" ? "vpc.endpoint" : `vpc.endpoint.${String(type)}`;
  const hours = Array.isArray(values.subnet_ids)
    ? fixed(what, `${price}.hour`, values.subnet_ids.length * hoursPerMonth)
    : notKnown(what, `${price}.hour`, "the number of subnet_ids is not known before apply");
  return [hours, used(`${what}, data processed`, `${price}.gb`, "monthly_data_processed_gb")];
}
