// What the code says about a resource beyond the plan: its construct path, the attributes that are set, and the text of
// a policy that the plan does not know yet because it refers to a resource that does not exist yet.
import type { TerraformPlan } from "../terraform/plan-json";
import { isObject, parsed } from "./json";
import { producerOutputs } from "./producers";

export interface SourceResource {
  readonly configured?: readonly string[];
  readonly wildcardReasons?: Readonly<Record<string, string>>;
  /** The JSON that an attribute will contain, with `${…}` where a value is not known yet. */
  readonly template?: (attribute: string) => unknown;
}

export interface SourceOptions {
  readonly plan: TerraformPlan;
  /** `cdk.tf.json` of the stack. */
  readonly synthesized?: unknown;
}

export function sourceOf({ plan, synthesized }: SourceOptions): (address: string) => SourceResource {
  const configured = new Map<string, readonly string[]>();
  for (const { address, expressions } of plan.configuration?.root_module?.resources ?? []) {
    if (typeof address === "string") configured.set(address, Object.keys(expressions ?? {}));
  }
  const resources = new Map(resourcesOf(synthesized));
  const resolve = resolver(plan);
  return (address) => {
    const resource = resources.get(address);
    const about = resource?.["//"];
    return {
      configured: configured.get(address),
      wildcardReasons:
        isObject(about) && isObject(about.wildcardReasons)
          ? (about.wildcardReasons as Record<string, string>)
          : undefined,
      template: (attribute) => {
        const text = resource?.[attribute];
        return typeof text === "string" ? parsed(resolve(text)) : undefined;
      },
    };
  };
}

function resourcesOf(synthesized: unknown): (readonly [address: string, resource: Record<string, unknown>])[] {
  const byType = isObject(synthesized) && isObject(synthesized.resource) ? synthesized.resource : {};
  return Object.entries(byType).flatMap(([type, named]) =>
    Object.entries(isObject(named) ? named : {}).flatMap(([name, resource]) =>
      isObject(resource) ? [[`${type}.${name}`, resource] as const] : [],
    ),
  );
}

/** Fills in known values, and leaves the other references unchanged. */
function resolver(plan: TerraformPlan): (text: string) => string {
  const outputs = producerOutputs(plan);
  const planned = new Map((plan.resource_changes ?? []).map((resource) => [resource.address, resource]));
  const lookUp = (reference: string): string | undefined => {
    const remote = /^data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)$/.exec(reference);
    if (remote) return known(outputs[`${remote[1]}.${remote[2]}`]);
    const own = /^([a-z]\w*\.[\w-]+)\.(\w+)$/.exec(reference);
    const resource = own ? planned.get(own[1]!) : undefined;
    if (!own || !resource || !isObject(resource.change.after)) return undefined;
    const { after, after_sensitive: sensitive } = resource.change;
    if (sensitive === true || (isObject(sensitive) && sensitive[own[2]!])) return undefined;
    // A bucket's ARN depends only on its name.
    const bucket = resource.type === "aws_s3_bucket" && own[2] === "arn" ? known(after.bucket) : undefined;
    return known(after[own[2]!]) ?? (bucket && `arn:aws:s3:::${bucket}`);
  };
  // Inside a JSON text, a value is escaped as JSON.
  const fill = (whole: string, reference: string) => {
    const value = lookUp(reference.trim());
    return value === undefined ? whole : JSON.stringify(value).slice(1, -1);
  };
  return (text) => text.replace(/\$\{([^{}]+)\}/g, fill);
}

function known(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
