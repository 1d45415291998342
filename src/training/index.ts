// The training area's public face: what the shared stack hands on to the stack of each model.

/** Where something of a model runs in the network. */
export interface NetworkPlace {
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
}

/** What all models of an environment share. Handed from the training stack to the models' stacks. */
export interface Training {
  /** The Python of the jobs, as `s3://` URIs. */
  readonly code: { readonly folderUri: string; readonly archiveUri: string };
  readonly functions: {
    readonly startPipelineArn: string;
    readonly evaluateModelArn: string;
    readonly predictArn: string;
  };
  readonly failureTopicArn: string;
  /** Of processing and training jobs. */
  readonly jobNetwork: NetworkPlace;
  /** Of the containers behind endpoints. */
  readonly servingNetwork: NetworkPlace;
}
