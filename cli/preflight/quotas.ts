// SageMaker's quotas against what the environment asks for. New accounts often have none.
import { paginateListServiceQuotas, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import type { Environment, Model } from "../../src/environments";
import type { Deployment } from "../deploy/deployment";
import { type Finding, right, unknown, wrong } from "./finding";

export async function checkQuotas({ aws, environment }: Deployment): Promise<readonly Finding[]> {
  const quotas = await sageMakerQuotas(new ServiceQuotasClient(aws));
  const findings = [...needs(environment)].map(([name, needed]): Finding => {
    const value = quotas.get(name);
    if (value === undefined) return unknown(`Service Quotas does not list "${name}"; ${needed} needed.`);
    if (value >= needed) return right(`${name} ${value}, ${needed} needed`);
    return wrong(
      `The quota "${name}" is ${value}; ${environment.name} needs ${needed}.`,
      `Ask for it in Service Quotas, Amazon SageMaker, in ${environment.region}; AWS takes hours to days.`,
    );
  });
  const serverless = Object.values(environment.models).filter(({ endpoint }) => endpoint.kind === "serverless");
  if (serverless.length === 0) return findings;
  const names = serverless.map(({ name }) => name).join(", ");
  return [...findings, unknown(`The quota of serverless concurrency is not compared (${names}).`)];
}

/** Quota name -> number of instances. Each model trains one run at a time. */
export function needs({ models }: Pick<Environment, "models">): ReadonlyMap<string, number> {
  const needed = new Map<string, number>();
  const add = (name: string, count: number) => needed.set(name, (needed.get(name) ?? 0) + count);
  for (const { training } of Object.values(models)) {
    add(`${training.processingInstanceType} for processing job usage`, 1);
    add(`${training.instanceType} for ${training.spot ? "spot " : ""}training job usage`, 1);
  }
  for (const [type, counts] of instancesByType(Object.values(models))) {
    // An update starts the new instances beside the old ones.
    const updated = Math.max(...counts);
    add(
      `${type} for endpoint usage`,
      counts.reduce((sum, count) => sum + count, updated),
    );
  }
  return new Map([...needed].sort(([a], [b]) => a.localeCompare(b)));
}

/** Instance type -> the instance count of each endpoint. */
function instancesByType(models: readonly Model[]): ReadonlyMap<string, readonly number[]> {
  const counts = new Map<string, number[]>();
  for (const { endpoint } of models) {
    if (endpoint.kind !== "realtime") continue;
    counts.set(endpoint.instanceType, [...(counts.get(endpoint.instanceType) ?? []), endpoint.instanceCount]);
  }
  return counts;
}

async function sageMakerQuotas(client: ServiceQuotasClient): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for await (const { Quotas = [] } of paginateListServiceQuotas({ client }, { ServiceCode: "sagemaker" })) {
    for (const { QuotaName, Value } of Quotas) {
      if (QuotaName !== undefined && Value !== undefined) found.set(QuotaName, Value);
    }
  }
  return found;
}
