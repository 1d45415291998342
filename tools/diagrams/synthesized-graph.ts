// Reads synthesized stacks as a graph: which resource mentions which, also across stacks.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Resource {
  /** `<stack>/<type>.<name>`, unique over all stacks. */
  readonly id: string;
  readonly stack: string;
  readonly type: string;
  /** The arguments as in the Terraform JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Graph {
  readonly resources: readonly Resource[];
  /** Ids of the resources that some part of a resource's arguments mentions. */
  mentions(resource: Resource, part?: unknown): readonly string[];
}

interface TerraformJson {
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
  readonly output?: Record<string, { value: unknown }>;
}

/** @param stacksFolder such as `cdktf.out/stacks` */
export function readGraph(stacksFolder: string, stacks: readonly string[]): Graph {
  const json = new Map(stacks.map((stack) => [stack, readStack(stacksFolder, stack)]));
  const resources = [...json].flatMap(([stack, { resource }]) =>
    Object.entries(resource).flatMap(([type, named]) =>
      Object.entries(named).map(([name, body]) => ({ id: `${stack}/${type}.${name}`, stack, type, body })),
    ),
  );
  const known = new Set(resources.map(({ id }) => id));

  const mentioned = (stack: string, part: unknown): string[] => {
    const text = JSON.stringify(part) ?? "";
    const own = [...text.matchAll(/\b(aws_[a-z0-9_]+\.[A-Za-z0-9_-]+)/g)].map((match) => `${stack}/${match[1]}`);
    const remote = [...text.matchAll(/cross-stack-reference-input-([a-z-]+)\.outputs\.([\w-]+)/g)].flatMap((match) =>
      mentioned(match[1]!, json.get(match[1]!)?.output?.[match[2]!]?.value),
    );
    return [...new Set([...own, ...remote])].filter((id) => known.has(id));
  };
  return { resources, mentions: (resource, part = resource.body) => mentioned(resource.stack, part) };
}

function readStack(folder: string, stack: string): TerraformJson {
  return JSON.parse(readFileSync(join(folder, stack, "cdk.tf.json"), "utf8")) as TerraformJson;
}
