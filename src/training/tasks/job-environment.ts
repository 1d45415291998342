// What every SageMaker job of a model gets: names, a role, a network, a key, an image.
import type { ModelScope } from "../../scope";

export interface JobEnvironment {
  /** Whose job it is: names and ARNs come from here. */
  readonly model: ModelScope;
  /** Assumed by the jobs. */
  readonly roleArn: string;
  readonly image: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** Encrypts what jobs write to S3. */
  readonly outputKeyArn: string;
  /** Encrypts volumes; undefined where the instances have local disks, which encrypt themselves and take no key. */
  readonly volumeKeyArn?: string;
  /** GB. Takes the input, the splits, and room to work. */
  readonly volumeSize: number;
}

export interface S3Source {
  readonly name: string;
  /** An expression (a path or an intrinsic function) for an `s3://` URI. */
  readonly uri: string;
}

/** Jobs end themselves at their own limit. The task's comes later, in case the event of completion is lost. */
export const graceSeconds = 900;
