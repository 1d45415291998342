// The training area's public interface: what the shared stack passes to the stack of each model.

/** The place of one of a model's consumers in the network. */
export interface NetworkPlace {
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
}

/** What all models of an environment share. The training stack passes it to the models' stacks. */
export interface Training {
  /** The Python code of the jobs, as `s3://` URIs. */
  readonly code: { readonly folderUri: string; readonly archiveUri: string };
  readonly functions: {
    readonly startPipelineArn: string;
    readonly evaluateModelArn: string;
    readonly predictArn: string;
  };
  readonly failureTopicArn: string;
  /** For processing and training jobs. */
  readonly jobNetwork: NetworkPlace;
  /** For the containers behind endpoints. */
  readonly servingNetwork: NetworkPlace;
}
