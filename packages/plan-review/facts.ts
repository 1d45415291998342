// Everything a review reports, gathered once, with unredacted values: renderers get it through printableFacts.
import { outputDifferences, resourceDifferences, type ResourceDifference } from "./changes";
import { costFinding } from "./cost";
import { type Detail, outputDetail, rank, resourceDetail } from "./details";
import { changedOutside } from "./drift";
import { type Finding, type RowGroup, sorted } from "./finding";
import { hazardsOf, newStatefulResources, refusedDestruction } from "./hazards";
import { policyChanges } from "./iam/documents";
import { permissionFindings, permissionGroup } from "./iam/findings";
import type { ReviewInput } from "./input";
import { isObject } from "./json";
import { networkFindings, networkGroup } from "./network/findings";
import { type ReviewedStack, reviewedStacks } from "./review-file";
import { sourceOf } from "./source";

export interface StackFacts {
  readonly stack: string;
  readonly details: readonly Detail[];
  readonly warnings: readonly string[];
  /** Addresses that were changed outside Terraform. */
  readonly changedOutside: readonly string[];
}

export interface Facts {
  readonly environment: string;
  readonly commit?: string | undefined;
  /** The planned stacks, in the order of deployment. */
  readonly stacks: readonly StackFacts[];
  readonly failed: readonly { readonly stack: string; readonly error: string }[];
  readonly pending: readonly { readonly stack: string; readonly waitsFor: readonly string[] }[];
  /** The most severe first; the cost comes last. */
  readonly findings: readonly Finding[];
  /** Groups with findings first. */
  readonly groups: readonly RowGroup[];
  /** Digests, and what was missing when a plan was made. */
  readonly reviewed: Readonly<Record<string, ReviewedStack>>;
  /** Stack -> Terraform address -> construct path. */
  readonly constructPaths: ReviewInput["constructPaths"];
}

export function factsOf(input: Omit<ReviewInput, "caller">): Facts {
  const planned = input.stacks.filter((stack) => stack.status === "planned");
  const differences = planned.map(({ stack, plan }) => {
    const source = sourceOf({ plan, synthesized: input.synthesized?.[stack] });
    const options = { stack, constructPaths: input.constructPaths[stack] ?? {}, source };
    return { source, resources: resourceDifferences(plan, options) };
  });
  const stacks = planned.map(({ stack, plan, warnings }, index): StackFacts => {
    const { source, resources } = differences[index]!;
    const outputs = outputDifferences(plan).map((output) => outputDetail(stack, output));
    const details = [...resources.map(resourceDetail), ...outputs].sort((a, b) => rank(a) - rank(b));
    return { stack, details, warnings, changedOutside: changedOutside(plan, source) };
  });
  const failed = input.stacks.flatMap((it) => (it.status === "failed" ? [{ stack: it.stack, error: it.error }] : []));
  const accounts = [...new Set(planned.flatMap(({ plan }) => accountsOf(plan)))];
  const judged = judge(
    differences.flatMap(({ resources }) => resources),
    accounts,
  );
  const refused = failed.flatMap(({ stack, error }) => refusals(stack, error, input.constructPaths[stack] ?? {}));
  return {
    environment: input.environment,
    commit: input.commit,
    stacks,
    failed,
    pending: input.stacks.flatMap((it) =>
      it.status === "pending" ? [{ stack: it.stack, waitsFor: it.waitsFor }] : [],
    ),
    findings: sorted([...refused, ...judged.findings, costFinding(input.cost ?? { status: "not estimated" })]),
    groups: judged.groups,
    reviewed: reviewedStacks(input.stacks, input.digestKey),
    constructPaths: input.constructPaths,
  };
}

function judge(resources: readonly ResourceDifference[], accounts: readonly string[]) {
  const policies = resources.flatMap(policyChanges);
  const findings = [
    ...hazardsOf(resources),
    ...newStatefulResources(resources),
    ...policies.flatMap((change) => permissionFindings(change, accounts)),
    ...resources.flatMap(networkFindings),
  ];
  const groups = [...resources.flatMap((resource) => networkGroup(resource) ?? []), ...policies.map(permissionGroup)];
  const flagged = new Set(findings.map(({ area, stack, address }) => `${area} ${stack} ${address}`));
  const quiet = ({ area, stack, address }: RowGroup) => Number(!flagged.has(`${area} ${stack} ${address}`));
  return { findings, groups: groups.sort((a, b) => quiet(a) - quiet(b)) };
}

function refusals(stack: string, error: string, constructPaths: Readonly<Record<string, string>>): readonly Finding[] {
  const found = error.matchAll(/Resource\s+(\S+)\s+has\s+lifecycle\.prevent_destroy\s+set/g);
  return [...found].map(([, address]) => refusedDestruction(stack, address!, constructPaths[address!]));
}

/** The accounts that the provider is allowed to use. */
function accountsOf(plan: Parameters<typeof sourceOf>[0]["plan"]): readonly string[] {
  const providers = Object.values(plan.configuration?.provider_config ?? {});
  return providers.flatMap(({ expressions }) => {
    const ids = expressions?.allowed_account_ids;
    return isObject(ids) && Array.isArray(ids.constant_value) ? ids.constant_value.map(String) : [];
  });
}
