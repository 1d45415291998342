// Everything that the comment says, gathered once; the parts only write it down.
import { outputDifferences, resourceDifferences, type ResourceDifference } from "./changes";
import { type Detail, outputDetail, rank, resourceDetail } from "./details";
import { changedOutside } from "./drift";
import { type Hazard, hazardsOf, newcomers } from "./hazards";
import { policyChanges } from "./iam/documents";
import { policySection, type PolicySection } from "./iam/section";
import type { ReviewInput } from "./input";
import { isObject } from "./json";
import { networkSection, type NetworkSection } from "./network/section";
import { makeReviewFile, type ReviewFile } from "./review-file";
import { redactor } from "./secrets";
import { sourceOf } from "./source";

export interface StackFacts {
  readonly stack: string;
  readonly resources: readonly ResourceDifference[];
  readonly details: readonly Detail[];
  readonly warnings: readonly string[];
  /** Addresses that somebody changed without Terraform. */
  readonly changedOutside: readonly string[];
}

export interface Facts {
  readonly input: ReviewInput;
  readonly json: ReviewFile;
  /** The planned stacks, in the order of deployment. */
  readonly stacks: readonly StackFacts[];
  readonly failed: readonly { readonly stack: string; readonly error: string }[];
  readonly pending: readonly { readonly stack: string; readonly waitsFor: readonly string[] }[];
  readonly hazards: readonly Hazard[];
  /** What is new and holds data. */
  readonly newcomers: readonly string[];
  readonly permissions: PolicySection;
  readonly network: NetworkSection;
  /** Policies of buckets and VPC endpoints decide about reach: they stand with the network. */
  readonly networkPolicies: PolicySection;
}

export function factsOf(input: ReviewInput): Facts {
  const redact = redactor(input.stacks);
  const planned = input.stacks.filter((stack) => stack.status === "planned");
  const stacks = planned.map(({ stack, plan, warnings }): StackFacts => {
    const source = sourceOf({ plan, synthesized: input.synthesized?.[stack] });
    const constructPaths = input.constructPaths[stack] ?? {};
    const resources = resourceDifferences(plan, { stack, constructPaths, source, redact });
    const outputs = outputDifferences(plan).map((output) => outputDetail(stack, output, redact));
    return {
      stack,
      resources,
      details: [...resources.map(resourceDetail), ...outputs].sort((a, b) => rank(a) - rank(b)),
      warnings: warnings.map(redact),
      changedOutside: changedOutside(plan, source),
    };
  });
  const resources = stacks.flatMap((stack) => stack.resources);
  const policies = resources.flatMap(policyChanges);
  const accounts = [...new Set(planned.flatMap(({ plan }) => accountsOf(plan)))];
  const reach = (type: string) =>
    /^aws_(vpc_endpoint(_policy)?|s3_bucket_policy|s3_bucket|s3_access_point)$/.test(type);
  return {
    input,
    json: makeReviewFile(input),
    stacks,
    failed: input.stacks.flatMap((it) =>
      it.status === "failed" ? [{ stack: it.stack, error: redact(it.error) }] : [],
    ),
    pending: input.stacks.flatMap((it) =>
      it.status === "pending" ? [{ stack: it.stack, waitsFor: it.waitsFor }] : [],
    ),
    hazards: hazardsOf(resources),
    newcomers: newcomers(resources),
    permissions: policySection(
      policies.filter(({ resource }) => !reach(resource.type)),
      accounts,
    ),
    network: networkSection(resources),
    networkPolicies: policySection(
      policies.filter(({ resource }) => reach(resource.type)),
      accounts,
    ),
  };
}

/** The accounts that the provider may work in. */
function accountsOf(plan: Parameters<typeof sourceOf>[0]["plan"]): readonly string[] {
  const providers = Object.values(plan.configuration?.provider_config ?? {});
  return providers.flatMap(({ expressions }) => {
    const ids = expressions?.allowed_account_ids;
    return isObject(ids) && Array.isArray(ids.constant_value) ? ids.constant_value.map(String) : [];
  });
}
