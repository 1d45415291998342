// Reads synthesized stacks as a graph of which resource mentions which, also across stacks.
import type { SynthesizedStack } from "../../packages/terraform/synthesis";

export interface Resource {
  /** `<stack>/<type>.<name>`, unique over all stacks. */
  readonly id: string;
  readonly stack: string;
  readonly type: string;
  /** The arguments, as in the Terraform JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Graph {
  readonly resources: readonly Resource[];
  /** Ids of the resources that a part of a resource's arguments mentions. */
  mentions(resource: Resource, part?: unknown): readonly string[];
}

type Stack = Pick<SynthesizedStack, "name" | "code" | "resources">;

export function readGraph(stacks: readonly Stack[]): Graph {
  const byName = new Map(stacks.map((stack) => [stack.name, stack]));
  const resources = stacks.flatMap(({ name: stack, resources }) =>
    resources.map(({ address, type, values: body }) => ({ id: `${stack}/${address}`, stack, type, body })),
  );
  const known = new Set(resources.map(({ id }) => id));
  // Bucket names are plain text, because they are known at synth.
  const buckets = resources.filter(({ type }) => type === "aws_s3_bucket").map(({ id, body }) => [id, body.bucket]);

  const mentioned = (stack: string, part: unknown): string[] => {
    const text = JSON.stringify(part) ?? "";
    const own = [...text.matchAll(/\b(aws_[a-z0-9_]+\.[A-Za-z0-9_-]+)/g)].map((match) => `${stack}/${match[1]}`);
    const remote = [...text.matchAll(/cross-stack-reference-input-([\w-]+)\.outputs\.([\w-]+)/g)].flatMap((match) =>
      mentioned(match[1]!, byName.get(match[1]!)?.code.output?.[match[2]!]?.value),
    );
    const named = buckets.flatMap(([id, name]) =>
      typeof name === "string" && text.includes(name) ? [String(id)] : [],
    );
    return [...new Set([...own, ...remote, ...named])].filter((id) => known.has(id));
  };
  return { resources, mentions: (resource, part = resource.body) => mentioned(resource.stack, part) };
}
