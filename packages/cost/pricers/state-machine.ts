// Step Functions by state transition, and what a run of our pipeline makes by itself: jobs, and an endpoint that stays.
import { type Meter, notKnown, type Pricer, used, usedBy } from "../meter";
import type { PricedResource } from "../resource";
import { type Job, readDefinition } from "./definition";
import { inferenceKeys, jobMeters, variantMeters } from "./sagemaker";

const endpoint = "endpoint.";

export const stateMachine: Pricer = {
  usageKeys: [
    "monthly_transitions",
    "monthly_requests",
    "workflow_duration_ms",
    "memory_mb",
    "jobs.*.monthly_instance_hrs",
    "jobs.*.spot_discount_percent",
    ...inferenceKeys.map((key) => `${endpoint}${key}`),
  ],
  meters,
};

function meters({ values }: PricedResource): Meter[] {
  const own = values.type === "EXPRESS" ? express : [transitions];
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

/** Charged by memory in steps of 64 MB. */
const express = [
  used("Express workflow requests", "states.express.request", "monthly_requests", 1_000_000),
  usedBy(
    "Express workflow duration",
    "states.express.duration",
    ["monthly_requests", "workflow_duration_ms", "memory_mb"],
    (usage) =>
      (usage("monthly_requests") * usage("workflow_duration_ms") * Math.ceil(usage("memory_mb") / 64) * 64) /
      (1024 * 3_600_000),
    { memory_mb: 64 },
  ),
];
