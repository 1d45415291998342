// The resources of a stack that its state does not know, with the id that each would have if it existed.
import { UserError } from "../../packages/errors";
import type { Deployment } from "../deploy/deployment";
import { readState } from "../deploy/state";
import { readStack, type Stack, type SynthesizedResource } from "../deploy/synthesized";
import { type Argument, idsFromArguments, typesFoundByTags } from "./import-ids";
import { findTagged, type IdsByPath } from "./tagged-resources";

export interface Candidate {
  /** Terraform address */
  readonly address: string;
  readonly constructPath: string;
  readonly id: string;
  /** Addresses of what it refers to, and so was made after. */
  readonly after: readonly string[];
}

export async function candidates(deployment: Deployment, stack: Stack, tagged: IdsByPath): Promise<Candidate[]> {
  const held = await heldIds(deployment, stack);
  const ids = new ImportIds(deployment, readStack(deployment, stack).resource ?? {}, tagged, held);
  return ids.addresses.flatMap((address) => {
    const id = ids.of(address);
    return id === undefined || held.has(address)
      ? []
      : [{ address, constructPath: ids.pathOf(address), id, after: ids.referencesOf(address) }];
  });
}

/** Those that are found by their tags, and so exist for certain. */
export async function orphans(deployment: Deployment, stacks: readonly Stack[]): Promise<readonly Candidate[]> {
  const tagged = await findTagged(deployment);
  const found = await Promise.all(stacks.map((stack) => candidates(deployment, stack, tagged)));
  return found.flat().filter(({ address }) => typesFoundByTags.includes(typeOf(address)));
}

/** Terraform address -> ids that the state has for it: more than one while a replacement is unfinished. */
async function heldIds(deployment: Deployment, stack: Stack): Promise<ReadonlyMap<string, readonly string[]>> {
  const { resources = [] } = (await readState(deployment, stack)) ?? {};
  const managed = resources.filter(({ mode, instances }) => mode === "managed" && instances.length > 0);
  return new Map(
    managed.map(({ type, name, instances }) => [
      `${type}.${name}`,
      instances.map(({ attributes }) => String(attributes?.id)),
    ]),
  );
}

const typeOf = (address: string): string => address.split(".")[0]!;

/** Follows references between the resources of one stack. */
class ImportIds {
  private readonly resources: ReadonlyMap<string, SynthesizedResource>;

  constructor(
    private readonly deployment: Deployment,
    byType: Readonly<Record<string, Readonly<Record<string, SynthesizedResource>>>>,
    private readonly tagged: IdsByPath,
    private readonly held: ReadonlyMap<string, readonly string[]>,
  ) {
    this.resources = new Map(
      Object.entries(byType).flatMap(([type, byId]) =>
        Object.entries(byId).map(([id, resource]) => [`${type}.${id}`, resource] as const),
      ),
    );
  }

  get addresses(): string[] {
    return [...this.resources.keys()];
  }

  pathOf(address: string): string {
    return this.resources.get(address)!["//"].metadata.path;
  }

  referencesOf(address: string): string[] {
    const text = JSON.stringify(this.resources.get(address));
    return [...new Set([...text.matchAll(/\$\{(aws_\w+\.[\w-]+)\./g)].map(([, referred]) => referred!))];
  }

  of(address: string): string | undefined {
    const type = typeOf(address);
    if (typesFoundByTags.includes(type)) return this.byTags(address);
    const argument: Argument = (name) => this.resolve(this.resources.get(address)?.[name]);
    return idsFromArguments[type]?.(argument, this.deployment.environment);
  }

  private byTags(address: string): string | undefined {
    const path = this.pathOf(address);
    const known = this.held.get(address) ?? [];
    const found = this.tagged.get(path) ?? [];
    const all = [...new Set([...known, ...found])];
    if (all.length > 1 && found.some((id) => !known.includes(id))) {
      const which = known.length > 0 ? `all but ${known.join(", ")}, which the state knows` : "all but one of them";
      throw new UserError(
        `${path} exists ${all.length} times: ${all.join(", ")}. Delete ${which}, then run this again.`,
      );
    }
    return all[0];
  }

  /** A text as it is; a reference to an id or to an argument of another resource of the stack, followed. */
  private resolve(value: unknown): string | undefined {
    if (typeof value !== "string") return undefined;
    const reference = /^\$\{(aws_\w+\.[\w-]+)\.(\w+)\}$/.exec(value);
    if (!reference) return value.includes("${") ? undefined : value;
    const [, address, attribute] = reference;
    return attribute === "id" ? this.of(address!) : this.resolve(this.resources.get(address!)?.[attribute!]);
  }
}
