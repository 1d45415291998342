// The diagram of the platform: what is in the synthesized stacks, and what communicates with what.
import { attributes, quote, style } from "./dot";
import type { Graph, Resource } from "./synthesized-graph";

/** The resources that get a box, and their labels. All others are only counted, below their stack's name. */
const boxes: Readonly<Record<string, (resource: Resource) => string>> = {
  aws_s3_bucket: ({ body }) => `Bucket\n${kindOf(body.bucket)}`,
  aws_kms_key: () => "KMS key",
  aws_cloudwatch_event_rule: () => "EventBridge rule\nCSV uploaded",
  aws_lambda_function: ({ body }) => `Lambda\n${kindOf(body.function_name)}`,
  aws_sfn_state_machine: () => "Step Functions\ntrain and deploy",
  aws_sns_topic: () => "SNS topic\nfailures",
  aws_sagemaker_model_package_group: () => "Model registry",
  aws_cloudwatch_metric_alarm: ({ body }) => `Alarm\n${kindOf(body.alarm_name)}`,
  aws_vpc: () => "VPC\nprivate subnets, no internet",
};

/** Arguments about permissions or placement: they would connect everything with everything. */
const notTraffic = ["role", "role_arn", "depends_on", "vpc_config", "kms_key_arn", "kms_master_key_id", "policy", "//"];

/** Graphviz source. @param pipelineSteps names of the states that call SageMaker, in their order */
export function platformDiagram(graph: Graph): string {
  const shown = graph.resources.filter(({ type }) => boxes[type]);
  const stacks = [...new Set(graph.resources.map(({ stack }) => stack))];
  return [
    "digraph platform {",
    style.graph("LR"),
    ...stacks.map((stack) => cluster(stack, graph, shown)),
    `person [shape=note, label="CSV file"]`,
    runTime("jobs", "SageMaker jobs\npreprocess, train, evaluate"),
    runTime("endpoint", "SageMaker endpoint"),
    ...traffic(graph, shown),
    "}",
  ].join("\n");
}

function cluster(stack: string, graph: Graph, shown: readonly Resource[]): string {
  const all = graph.resources.filter((resource) => resource.stack === stack);
  const here = shown.filter((resource) => resource.stack === stack);
  const label = `${stack}\n${all.length} resources`;
  return [
    `subgraph ${quote(`cluster_${stack}`)} {`,
    `label=${quote(label)}; ${style.cluster}`,
    ...here.map((resource) => node(resource.id, boxes[resource.type]!(resource))),
    ...endpoints(all),
    "}",
  ].join("\n");
}

/**
 * All VPC endpoints of a stack in one box: which services are reachable matters more than how many endpoints there are.
 */
function endpoints(resources: readonly Resource[]): string[] {
  const services = resources
    .filter(({ type }) => type === "aws_vpc_endpoint")
    .map(({ body }) => serviceOf(body.service_name));
  return services.length === 0 ? [] : [node("endpoints", ["VPC endpoints", ...services.sort()].join("\n"))];
}

/** Edges that follow from the JSON, and the few that exist only at run time, through the state machine. */
function traffic(graph: Graph, shown: readonly Resource[]): string[] {
  const one = (type: string, part = "") =>
    shown.find((resource) => resource.type === type && boxes[type]!(resource).includes(part))?.id;
  const machine = one("aws_sfn_state_machine");
  const data = one("aws_s3_bucket", "data");
  const edges = new Set<string>();
  const edge = (from: string | undefined, to: string | undefined, label = "") => {
    // Keeps storage on the left, where the data arrives.
    const constraint = to?.startsWith("storage/") && from !== "person" ? "false" : "";
    if (from && to && from !== to) edges.add(`${quote(from)} -> ${quote(to)} ${attributes({ label, constraint })}`);
  };
  for (const resource of shown) {
    const parts = Object.entries(resource.body).filter(([name]) => !notTraffic.includes(name));
    for (const id of graph.mentions(resource, parts)) {
      const target = shown.find((candidate) => candidate.id === id);
      if (target && target.type !== "aws_kms_key") edge(...directed(resource, target));
    }
  }
  for (const target of graph.resources.filter(({ type }) => type === "aws_cloudwatch_event_target")) {
    const [rule] = graph.mentions(target, target.body.rule);
    for (const id of graph.mentions(target, target.body.arn)) edge(rule, id);
  }
  edge("person", data, "upload");
  // The JSON has no such edge: the rule passes the state machine to the function.
  edge(one("aws_lambda_function", "start-pipeline"), machine, "start");
  edge(machine, "jobs", "start, wait");
  edge(machine, "endpoint", "create or update");
  edge(one("aws_lambda_function", "predict"), "endpoint", "invoke");
  return [...edges];
}

/** Most resources mention what they call; a rule mentions the bucket that sends it events, an alarm what it watches. */
function directed(from: Resource, to: Resource): [string, string] {
  const listens =
    from.type === "aws_cloudwatch_event_rule" ||
    (from.type === "aws_cloudwatch_metric_alarm" && to.type !== "aws_sns_topic");
  return listens ? [to.id, from.id] : [from.id, to.id];
}

function node(id: string, label: string): string {
  return `${quote(id)} ${attributes({ label })}`;
}

/** Resources that are in no stack, because the state machine creates them. */
function runTime(id: string, label: string): string {
  return `${quote(id)} ${attributes({ label, fillcolor: "#fdf1e3", color: "#b45f06" })}`;
}

/**
 * `mlplatform-local-data-123456789012` is the bucket "data": names consist of project, environment, purpose and suffix.
 */
function kindOf(name: unknown): string {
  return String(name).split("-").slice(2, -1).join("-");
}

function serviceOf(name: unknown): string {
  return String(name).split(".").slice(3).join(".") || String(name);
}
