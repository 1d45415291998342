// A synthesized stack: its Terraform JSON, parsed once and queried by resource type.
import { type TerraformStack, Testing } from "cdktf";

type Json = Record<string, unknown>;
/** A class from @cdktf/provider-aws, or anything else that has a Terraform type. */
interface ResourceType {
  readonly tfResourceType: string;
}
export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string[];
  readonly Resource: string[];
  readonly Condition?: Record<string, Record<string, unknown>>;
}

export class Template {
  private constructor(readonly json: { [block: string]: Json }) {}

  static of(stack: TerraformStack): Template {
    // Called for the aspects, which nothing else runs; its result lacks outputs for other stacks and all comments.
    Testing.synth(stack);
    stack.prepareStack();
    return new Template(JSON.parse(JSON.stringify(stack.toTerraform())));
  }

  /** All resources of a type, by logical id. */
  byId(type: ResourceType): Record<string, Json> {
    return ((this.json.resource ?? {})[type.tfResourceType] ?? {}) as Record<string, Json>;
  }

  /** The same, sorted by id, as in the synthesized file. */
  resources(type: ResourceType): Json[] {
    const byId = Object.entries(this.byId(type)).sort(([a], [b]) => (a < b ? -1 : 1));
    return byId.map(([, resource]) => resource);
  }

  /** The only resource of a type, or the only one whose construct path ends like this. */
  only(type: ResourceType, pathEnd = ""): Json {
    const found = this.resources(type).filter((resource) => pathOf(resource).endsWith(pathEnd));
    if (found.length === 1) return found[0]!;
    const paths = this.resources(type).map(pathOf).join(", ") || "none";
    throw new Error(
      `Expected exactly one ${type.tfResourceType} ending in "${pathEnd}", found ${found.length}. There are: ${paths}`,
    );
  }

  /** Everything except cdktf's own notes, for a snapshot. */
  get snapshot(): Json {
    return withoutMetadata(this.json) as Json;
  }

  /** Every Terraform type in the stack. */
  get types(): string[] {
    return Object.keys(this.json.resource ?? {}).sort();
  }

  get outputs(): Record<string, Json> {
    return (this.json.output ?? {}) as Record<string, Json>;
  }

  /** The names of the published outputs, sorted: without those for other stacks. */
  get publicOutputs(): string[] {
    return Object.keys(this.outputs)
      .filter((name) => !name.startsWith("cross-stack-output-"))
      .sort();
  }
}

/** The statements of a policy that is written as JSON text. */
export function statements(policy: unknown): Statement[] {
  return (JSON.parse(policy as string) as { Statement: Statement[] }).Statement;
}

export function statement(policy: unknown, sid: string): Statement {
  const found = statements(policy).filter((candidate) => candidate.Sid === sid);
  if (found.length !== 1)
    throw new Error(
      `Expected one statement ${sid}, found: ${statements(policy)
        .map(({ Sid }) => Sid)
        .join(", ")}`,
    );
  return found[0]!;
}

function pathOf(resource: Json): string {
  const path = (resource["//"] as { metadata: { path: string } }).metadata.path;
  return path.replace(/\/Resource$/, "");
}

function withoutMetadata(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    if (key !== "//") return [[key, withoutMetadata(inner)]];
    const { wildcardReasons } = inner as Json;
    return wildcardReasons ? [["//", { wildcardReasons }]] : [];
  });
  return Object.fromEntries(kept);
}
