// The model to beat: the latest approved model in the group that was trained for the same purpose.
import {
  DescribeModelPackageCommand,
  paginateListModelPackages,
  type SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import type { Champion } from "../../contracts/functions/evaluate-model";
import type { ModelMetadata } from "./metadata";

/** A group may hold years of models. If none of this many is comparable, looking further is not worth the calls. */
const maxPackages = 50;

export interface ChampionSearch {
  readonly modelPackageGroupName: string;
  /** What two models must share for their values to be comparable: task, target and metric. */
  readonly purpose: ModelMetadata;
  /** A package to leave out, so that it is not compared with itself. */
  readonly except?: string;
}

export async function findChampion(client: SageMakerClient, search: ChampionSearch): Promise<Champion | null> {
  const pages = paginateListModelPackages(
    { client, pageSize: 20 },
    {
      ModelPackageGroupName: search.modelPackageGroupName,
      ModelApprovalStatus: "Approved",
      SortBy: "CreationTime",
      SortOrder: "Descending",
    },
  );
  let seen = 0;
  for await (const { ModelPackageSummaryList: summaries = [] } of pages) {
    for (const { ModelPackageArn: arn, ModelApprovalStatus: status } of summaries) {
      if (!arn || arn === search.except || status !== "Approved") continue;
      const { CustomerMetadataProperties } = await client.send(
        new DescribeModelPackageCommand({ ModelPackageName: arn }),
      );
      const value = comparableValue(CustomerMetadataProperties, search.purpose);
      if (value !== undefined) return { modelPackageArn: arn, value };
      if (++seen === maxPackages) return null;
    }
  }
  return null;
}

/** @returns the metric's value; undefined if the model serves another purpose or has no usable value */
export function comparableValue(metadata: ModelMetadata | undefined, purpose: ModelMetadata): number | undefined {
  if (!metadata || Object.entries(purpose).some(([key, value]) => metadata[key] !== value)) return undefined;
  const value = Number(metadata.value || Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}
