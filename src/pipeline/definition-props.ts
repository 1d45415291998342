// Everything that the state machine has to know about its surroundings.
import type { Environment } from "../environments";
import type { JobEnvironment } from "./tasks";

export interface NamedBucket {
  readonly bucketName: string;
  readonly arn: string;
}

export interface PipelineDefinitionProps {
  readonly environment: Environment;
  readonly dataBucketName: string;
  readonly artifactsBucket: NamedBucket;
  readonly processing: JobEnvironment;
  readonly training: JobEnvironment;
  readonly code: { readonly folderUri: string; readonly archiveUri: string };
  readonly model: {
    readonly image: string;
    /** Assumed by the containers behind the endpoint. */
    readonly roleArn: string;
    readonly subnetIds: readonly string[];
    readonly securityGroupIds: readonly string[];
    readonly volumeKeyArn?: string;
  };
  readonly functions: { readonly evaluateModelArn: string; readonly predictArn: string };
  readonly failureTopicArn: string;
  /** What names of endpoints and groups have to begin with, when the input names others. */
  readonly namePrefix: string;
  readonly endpointName: string;
  readonly modelPackageGroupName: string;
}
