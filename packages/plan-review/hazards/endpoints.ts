// What serves predictions may be made by the pipeline: then the size of an endpoint stands in the definition of a state
// machine. Wherever it stands, its change is said as what it is.
import type { ResourceDifference } from "../changes";
import { differences, type Leaf, shownPath, shownValue } from "../diff";
import { isObject, parsed } from "../json";
import { code } from "../markdown";
import { redacted, type Sealed } from "../sealed";
import type { Hazard } from "./hazard";

/** SageMaker's names and Terraform's. */
const sizes: Readonly<Record<string, string>> = {
  InstanceType: "instance type",
  instance_type: "instance type",
  InitialInstanceCount: "number of instances",
  initial_instance_count: "number of instances",
  MemorySizeInMB: "memory (MB)",
  memory_size_in_mb: "memory (MB)",
  MaxConcurrency: "concurrent requests",
  max_concurrency: "concurrent requests",
  AcceleratorType: "accelerator",
  accelerator_type: "accelerator",
};
const variants = /^(Shadow)?ProductionVariants$|^(shadow_)?production_variants$/;
const kindsOfEndpoint = /^(ServerlessConfig|serverless_config)$/;

export function endpointLines(resource: ResourceDifference): readonly Hazard[] {
  const { type, before, after, kind } = resource;
  if (kind !== "update" && kind !== "replace") return [];
  if (type !== "aws_sfn_state_machine" && type !== "aws_sagemaker_endpoint_configuration") return [];
  const leaves = differences(before, after).filter(({ path }) => path.some((part) => variants.test(String(part))));
  return leaves.flatMap((leaf) => line(leaf, resource));
}

function line(leaf: Leaf, resource: ResourceDifference): readonly Hazard[] {
  const last = String(leaf.path.findLast((part) => typeof part === "string"));
  const what = sizes[last] ?? (kindsOfEndpoint.test(last) ? "serverless" : undefined);
  if (!what) return [];
  const change = code([leaf.before, leaf.after].map((side) => words(side, resource)).join(" -> "));
  const where = resource.constructPath ?? resource.address;
  const endpoint = endpointName(resource);
  const when =
    resource.type === "aws_sfn_state_machine" ? ", from the pipeline's next deployment on" : ", in a new configuration";
  return [
    {
      loss: "endpoint",
      line: `🔵 **endpoint**${endpoint ? ` ${code(resource.redact(endpoint))}` : ""}: ${what} ${change}${when} (${code(where)}, ${code(shownPath(leaf.path))})`,
    },
  ];
}

function words(value: Sealed | undefined, { redact }: ResourceDifference): string {
  if (typeof value === "string") return redact(value);
  return shownValue(value === undefined ? value : redacted(value, redact));
}

/** The only literal name in the definition, if there is one. */
function endpointName({ after, before }: ResourceDifference): string | undefined {
  const definition = [after, before].map((side) => (isObject(side) ? side.definition : undefined));
  const text = definition.find((value) => typeof value === "string");
  const json = typeof text === "string" ? parsed(text) : undefined;
  const names = new Set<string>();
  collect(json, names);
  return names.size === 1 ? [...names][0] : undefined;
}

function collect(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) value.forEach((item) => collect(item, names));
  if (!isObject(value)) return;
  for (const [name, item] of Object.entries(value)) {
    const literal = typeof item === "string" && /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/.test(item);
    if (/^endpointName$/i.test(name) && literal) names.add(item);
    else collect(item, names);
  }
}
