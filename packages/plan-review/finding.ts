// What a review reports about a plan, as data: judges create findings, renderers print them.
import type { Sentence } from "./sentence";

/** From the most to the least severe: the order in which findings are listed. */
export const findingKinds = [
  "refused-destruction",
  "data-loss",
  "service-interruption",
  "endpoint-change",
  "forgotten",
  "wider-permission",
  "new-permission",
  "network-opening",
  "new-stateful-resource",
  "cost",
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** "high": something is permanently lost. "medium": something stops, or permissions get wider. "low": worth knowing. */
export type Severity = "high" | "medium" | "low" | "info";

export const severities: Readonly<Record<FindingKind, Severity>> = {
  "refused-destruction": "high",
  "data-loss": "high",
  "service-interruption": "medium",
  "endpoint-change": "low",
  forgotten: "low",
  "wider-permission": "medium",
  "new-permission": "medium",
  "network-opening": "medium",
  "new-stateful-resource": "info",
  cost: "info",
};

/** The section it is shown in. Policies of buckets and endpoints decide who can reach them: part of the network. */
export type Area = "resources" | "permissions" | "network" | "cost";

/** A permission or rule that is added or removed; without a sign, a plain list item. */
export interface Row {
  readonly sign?: "+" | "-";
  /** `Allow s3:GetObject`, `in tcp 443 from 10.0.0.0/16` */
  readonly text: string;
  /** Further parts, such as `on` these resources, `for` these principals, `if` this condition. */
  readonly cells?: readonly { readonly word: string; readonly items: readonly string[] }[];
}

export interface Subject {
  readonly stack: string;
  /** Terraform's address. */
  readonly address: string;
  /** The path of the construct, such as `storage/Data/Resource`. */
  readonly constructPath?: string | undefined;
}

export interface Finding extends Partial<Subject> {
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly area: Area;
  /** A complete sentence without a full stop; names the resource. */
  readonly sentence: Sentence;
  /** The evidence. */
  readonly rows: readonly Row[];
  /** The author's reason, or the source of a number. */
  readonly note?: Sentence;
}

/** Everything of one kind that a resource adds and removes, harmless or not: the rows below the findings. */
export interface RowGroup extends Subject {
  readonly area: "permissions" | "network";
  readonly title?: Sentence;
  readonly rows: readonly Row[];
}

export function finding(
  kind: FindingKind,
  area: Area,
  { stack, address, constructPath }: Partial<Subject>,
  about: Pick<Finding, "sentence"> & Partial<Pick<Finding, "rows" | "note">>,
): Finding {
  return {
    kind,
    severity: severities[kind],
    area,
    ...(stack !== undefined && { stack }),
    ...(address !== undefined && { address }),
    ...(constructPath !== undefined && { constructPath }),
    rows: [],
    ...about,
  };
}

export function sorted(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind));
}
