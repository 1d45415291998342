// Step Functions by state transition, and what a run of our pipeline creates: jobs, and an endpoint that stays.
import { type Meter, notKnown, type Pricer, used } from "../meter";
import type { PricedResource } from "../resource";
import { type Job, readDefinition } from "./definition";
import { inferenceKeys, jobMeters, variantMeters } from "./sagemaker";

const endpoint = "endpoint.";

export const stateMachine: Pricer = {
  usageKeys: [
    "monthly_transitions",
    "jobs.*.monthly_instance_hrs",
    "jobs.*.spot_discount_percent",
    ...inferenceKeys.map((key) => `${endpoint}${key}`),
  ],
  meters,
};

function meters({ values }: PricedResource): Meter[] {
  const own = values.type === "EXPRESS" ? [express] : [transitions];
  const definition = readDefinition(values.definition);
  if (!definition) {
    return [...own, notKnown("Jobs and endpoint of its runs", "sagemaker", "the definition is not known before apply")];
  }
  const { jobs, variants } = definition;
  return [
    ...own,
    ...jobs.flatMap(({ kind, state, instanceType, spot }: Job) => jobMeters(kind, state, instanceType, spot)),
    ...variants.flatMap((variant) => variantMeters(variant, "Pipeline's endpoint", endpoint)),
  ];
}

const transitions = used("State transitions", "states.transition", "monthly_transitions", 1000);

/** Charged by request, duration and memory. */
const express = notKnown("Express workflow", "states.express", "express workflows are not priced");
