// An endpoint may be created by a pipeline; its size is then in the definition of a state machine. Wherever it is, a
// change to it is reported as such.
import type { ResourceDifference } from "../changes";
import { differences, type Leaf, shownPath, shownValue } from "../diff";
import { type Finding, finding } from "../finding";
import { isObject, parsed } from "../json";
import type { Redacted } from "../redaction";
import { change, name, quote, sentence, strong } from "../sentence";

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

export function endpointFindings(resource: ResourceDifference): readonly Finding[] {
  const { type, before, after, kind } = resource;
  if (kind !== "update" && kind !== "replace") return [];
  if (type !== "aws_sfn_state_machine" && type !== "aws_sagemaker_endpoint_configuration") return [];
  const leaves = differences(before, after).filter(({ path }) => path.some((part) => variants.test(String(part))));
  return leaves.flatMap((leaf) => ofLeaf(leaf, resource));
}

function ofLeaf(leaf: Leaf, resource: ResourceDifference): readonly Finding[] {
  const last = String(leaf.path.findLast((part) => typeof part === "string"));
  const what = sizes[last] ?? (kindsOfEndpoint.test(last) ? "serverless" : undefined);
  if (!what) return [];
  const endpoint = endpointName(resource);
  const subject = endpoint ? sentence`${strong("endpoint")} ${quote(endpoint)}` : [strong("endpoint")];
  const changed = change(words(leaf.before), words(leaf.after), 240);
  const when =
    resource.type === "aws_sfn_state_machine" ? ", from the pipeline's next deployment on" : ", in a new configuration";
  const where = sentence`${name(resource.constructPath ?? resource.address)}, ${quote(shownPath(leaf.path))}`;
  const text = sentence`${subject}: ${what} ${changed}${when} (${where})`;
  return [finding("endpoint-change", "resources", resource, { sentence: text })];
}

function words(value: Redacted | undefined): string {
  return typeof value === "string" ? value : shownValue(value);
}

/** The only literal name in the definition, if there is exactly one. */
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
