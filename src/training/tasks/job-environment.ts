// What every SageMaker job of a model needs: names, a role, a network, a key, an image.
import type { ModelScope } from "../../scope";

export interface JobEnvironment {
  /** The model that the job belongs to; names and ARNs are built from it. */
  readonly model: ModelScope;
  /** Assumed by the jobs. */
  readonly roleArn: string;
  readonly image: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** Encrypts what jobs write to S3. */
  readonly outputKeyArn: string;
  /**
   * Encrypts volumes; undefined if the instances have local disks, which encrypt themselves and do not accept a key.
   */
  readonly volumeKeyArn?: string;
  /** GB. Has room for the input, the splits and work files. */
  readonly volumeSize: number;
}

export interface S3Source {
  readonly name: string;
  /** An expression (a path or an intrinsic function) for an `s3://` URI. */
  readonly uri: string;
}

/** Jobs have their own time limit. The task's limit is later, in case the completion event is lost. */
export const graceSeconds = 900;
