// The resources of a stack that are missing from its state, each with the id that it would have if it existed.
import type { Location } from "../../contracts/arns";
import { UserError } from "../../packages/errors";
import type { ImportCandidate } from "../../packages/terraform/imports";
import { idsByAddress, type State } from "../../packages/terraform/state";
import type { SynthesizedResource, SynthesizedStack } from "../../packages/terraform/synthesis";
import type { SynthesizedDeployment } from "../deploy/deployment";
import { stateOf } from "../deploy/states";
import { type Argument, idsFromArguments, typesFoundByTags } from "./import-ids";
import { findTagged, type IdsByPath } from "./tagged-resources";

export interface Candidate extends ImportCandidate {
  readonly constructPath: string;
}

export interface CandidatesOptions {
  readonly stack: Pick<SynthesizedStack, "resources">;
  readonly state: State | undefined;
  readonly tagged: IdsByPath;
  readonly environment: Location;
}

export function candidates({ stack, state, tagged, environment }: CandidatesOptions): Candidate[] {
  const held = idsByAddress(state);
  const ids = new ImportIds(environment, stack.resources, tagged, held);
  return stack.resources.flatMap(({ address, constructPath }) => {
    const id = ids.of(address);
    return id === undefined || held.has(address)
      ? []
      : [{ address, constructPath, id, after: ids.referencesOf(address) }];
  });
}

/** Those found by their tags, which therefore certainly exist. */
export async function orphans(
  deployment: SynthesizedDeployment,
  stacks: readonly string[],
): Promise<readonly Candidate[]> {
  const { aws, environment, synthesis } = deployment;
  const tagged = await findTagged(aws, environment.name);
  const found = await Promise.all(
    stacks.map(async (name) => {
      const state = await stateOf(deployment, name).read();
      return candidates({ stack: synthesis.stack(name), state, tagged, environment });
    }),
  );
  return found.flat().filter(({ address }) => typesFoundByTags.includes(typeOf(address)));
}

const typeOf = (address: string): string => address.split(".")[0]!;

/** Follows references between the resources of a stack. */
class ImportIds {
  private readonly resources: ReadonlyMap<string, SynthesizedResource>;

  constructor(
    private readonly environment: Location,
    resources: readonly SynthesizedResource[],
    private readonly tagged: IdsByPath,
    private readonly held: ReadonlyMap<string, readonly string[]>,
  ) {
    this.resources = new Map(resources.map((resource) => [resource.address, resource]));
  }

  referencesOf(address: string): string[] {
    const text = JSON.stringify(this.resources.get(address)!.values);
    return [...new Set([...text.matchAll(/\$\{(aws_\w+\.[\w-]+)\./g)].map(([, referred]) => referred!))];
  }

  of(address: string): string | undefined {
    const type = typeOf(address);
    if (typesFoundByTags.includes(type)) return this.byTags(address);
    const argument: Argument = (name) => this.resolve(this.resources.get(address)?.values[name]);
    return idsFromArguments[type]?.(argument, this.environment);
  }

  private byTags(address: string): string | undefined {
    const path = this.resources.get(address)!.constructPath;
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

  /** A plain text, or a reference to the id or an argument of another resource of the stack, which is followed. */
  private resolve(value: unknown): string | undefined {
    if (typeof value !== "string") return undefined;
    const reference = /^\$\{(aws_\w+\.[\w-]+)\.(\w+)\}$/.exec(value);
    if (!reference) return value.includes("${") ? undefined : value;
    const [, address, attribute] = reference;
    return attribute === "id" ? this.of(address!) : this.resolve(this.resources.get(address!)?.values[attribute!]);
  }
}
