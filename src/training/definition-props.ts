// Everything a model's state machine has to know about its surroundings.
import type { ModelScope } from "../scope";
import type { JobEnvironment } from "./tasks";

export interface TrainingDefinitionProps {
  readonly model: ModelScope;
  readonly dataBucketName: string;
  readonly artifactsBucketName: string;
  readonly processing: JobEnvironment;
  readonly training: JobEnvironment;
  readonly code: { readonly folderUri: string; readonly archiveUri: string };
  readonly serving: {
    readonly image: string;
    /** Assumed by the containers behind the endpoint. */
    readonly roleArn: string;
    readonly subnetIds: readonly string[];
    readonly securityGroupIds: readonly string[];
    readonly volumeKeyArn?: string;
  };
  readonly functions: { readonly evaluateModelArn: string; readonly predictArn: string };
  readonly failureTopicArn: string;
}
