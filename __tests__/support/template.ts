// What a stack becomes: its Terraform JSON, parsed once, asked by resource type.
import { Testing, type TerraformStack } from "cdktf";

type Json = Record<string, unknown>;
/** A class from @cdktf/provider-aws, or anything else that names a Terraform type. */
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
    // Testing.synth leaves this out; without it outputs for other stacks are missing.
    stack.prepareStack();
    return new Template(JSON.parse(Testing.synth(stack)));
  }

  /** All resources of a type, by logical id. */
  byId(type: ResourceType): Record<string, Json> {
    return ((this.json.resource ?? {})[type.tfResourceType] ?? {}) as Record<string, Json>;
  }

  resources(type: ResourceType): Json[] {
    return Object.values(this.byId(type));
  }

  /** The resource of a type of which there is exactly one, or exactly one whose construct path ends so. */
  only(type: ResourceType, pathEnd = ""): Json {
    const found = this.resources(type).filter((resource) => pathOf(resource).endsWith(pathEnd));
    if (found.length === 1) return found[0]!;
    const paths = this.resources(type).map(pathOf).join(", ") || "none";
    throw new Error(
      `Expected exactly one ${type.tfResourceType} ending in "${pathEnd}", found ${found.length}. There are: ${paths}`,
    );
  }

  /** Every Terraform type in the stack. */
  get types(): string[] {
    return Object.keys(this.json.resource ?? {}).sort();
  }

  get outputs(): Record<string, Json> {
    return (this.json.output ?? {}) as Record<string, Json>;
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
