// The network's public face: what a stack hands on to those who run things in it.

/** Where jobs, model containers and functions run. Handed from the network stack to others. */
export interface Network {
  readonly vpcId: string;
  readonly privateSubnetIds: string[];
  /** For processing and training jobs: reaches S3 and nothing else. */
  readonly jobSecurityGroupId: string;
  /** For model containers behind a SageMaker endpoint: reaches S3 and nothing else. */
  readonly modelSecurityGroupId: string;
  /** Worn by the interface endpoints. */
  readonly endpointSecurityGroupId: string;
  /** For Lambda functions; undefined where the environment keeps them outside the VPC. */
  readonly lambdaSecurityGroupId?: string;
}
