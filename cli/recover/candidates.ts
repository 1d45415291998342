// The resources of a stack that its state does not know, with the id that each would have if it existed.
import { UserError } from "../../src/errors";
import type { Deployment } from "../deploy/deployment";
import { readState } from "../deploy/state";
import { readStack, type Stack, type SynthesizedResource } from "../deploy/synthesized";
import { type Argument, idsFromArguments, typesFoundByTags } from "./import-ids";
import type { IdsByPath } from "./tagged-resources";

export interface Candidate {
  /** Terraform address */
  readonly address: string;
  readonly constructPath: string;
  readonly id: string;
}

export async function candidates(deployment: Deployment, stack: Stack, tagged: IdsByPath): Promise<Candidate[]> {
  const known = new Set(
    ((await readState(deployment, stack))?.resources ?? [])
      .filter(({ mode, instances }) => mode === "managed" && instances.length > 0)
      .map(({ type, name }) => `${type}.${name}`),
  );
  const ids = new ImportIds(deployment, readStack(deployment, stack).resource ?? {}, tagged);
  return ids.addresses
    .filter((address) => !known.has(address))
    .flatMap((address) => {
      const id = ids.of(address);
      return id === undefined ? [] : [{ address, constructPath: ids.pathOf(address), id }];
    });
}

/** Follows references between the resources of one stack. */
class ImportIds {
  private readonly resources: ReadonlyMap<string, SynthesizedResource>;

  constructor(
    private readonly deployment: Deployment,
    byType: Readonly<Record<string, Readonly<Record<string, SynthesizedResource>>>>,
    private readonly tagged: IdsByPath,
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

  of(address: string): string | undefined {
    const type = address.split(".")[0]!;
    if (typesFoundByTags.includes(type)) return this.byTags(address);
    const argument: Argument = (name) => this.resolve(this.resources.get(address)?.[name]);
    return idsFromArguments[type]?.(argument, this.deployment.environment);
  }

  private byTags(address: string): string | undefined {
    const path = this.pathOf(address);
    const found = this.tagged.get(path) ?? [];
    if (found.length > 1) {
      throw new UserError(
        `${path} exists ${found.length} times: ${found.join(", ")}. Delete all but one of them, then run this again.`,
      );
    }
    return found[0];
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
