// A plan from a reviewer's view: for each resource a kind of change, its construct path, and its values.
import { addressOf, changesOf, type Kind, kindOf, kinds } from "../terraform/change";
import type { Change, ResourceChange, TerraformPlan } from "../terraform/plan-json";
import { byText } from "./json";
import { eitherMask, redact, type Redacted } from "./redaction";
import type { SourceResource } from "./source";

export interface ResourceDifference extends SourceResource {
  readonly stack: string;
  /** Terraform's address, with the deposed key if there is one. */
  readonly address: string;
  readonly type: string;
  /** The path of the construct, such as `storage/Data/Resource`. */
  readonly constructPath?: string;
  readonly kind: Kind;
  /** For a replacement: the new resource is created before the old one is deleted. */
  readonly createFirst: boolean;
  readonly before: Redacted;
  readonly after: Redacted;
  /** Paths of the attributes that cannot be changed in place. */
  readonly replacePaths: readonly (readonly (string | number)[])[];
  /** Terraform's `action_reason`. */
  readonly reason?: string;
  readonly previousAddress?: string;
  readonly importedId?: string;
}

export interface OutputDifference {
  readonly name: string;
  readonly before: Redacted;
  readonly after: Redacted;
}

export interface DifferencesOptions {
  readonly stack: string;
  readonly constructPaths: Readonly<Record<string, string>>;
  readonly source: (address: string) => SourceResource;
}

/** Everything the plan would do, the most severe first, then by address. */
export function resourceDifferences(plan: TerraformPlan, options: DifferencesOptions): readonly ResourceDifference[] {
  return changesOf(plan)
    .resources.map((resource) => resourceDifference(resource, options))
    .sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || byText(a.address, b.address));
}

export function outputDifferences(plan: TerraformPlan): readonly OutputDifference[] {
  return changesOf(plan)
    .outputs.map(({ name, change }) => ({ name, ...sides(change) }))
    .sort((a, b) => byText(a.name, b.name));
}

/**
 * cdktf marks all of these as sensitive, even the name of a bucket. A real secret among them is marked at its source.
 */
export function isCrossStackOutput(name: string): boolean {
  return name.startsWith("cross-stack-output-");
}

function resourceDifference(resource: ResourceChange, options: DifferencesOptions): ResourceDifference {
  const { stack, constructPaths, source } = options;
  const { change, type, address, action_reason: reason, previous_address: previousAddress } = resource;
  return {
    ...source(address),
    stack,
    address: addressOf(resource),
    type,
    constructPath: constructPaths[address],
    kind: kindOf(resource),
    createFirst: change.actions[0] === "create",
    ...sides(change),
    replacePaths: change.replace_paths ?? [],
    reason,
    previousAddress,
    importedId: change.importing ? (change.importing.id ?? "") : undefined,
  };
}

function sides(change: Change) {
  const sensitive = eitherMask(change.before_sensitive, change.after_sensitive);
  return {
    before: redact(change.before ?? null, { sensitive }),
    after: redact(change.after ?? null, { sensitive, unknown: change.after_unknown }),
  };
}
