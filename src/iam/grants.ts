// What can be granted, and to whom. Areas use each other's resources through these interfaces only.
import type { PolicyStatement } from "./statement";

/** Something that permissions can be given to: a ServiceRole, or a list of statements in a test. */
export interface Grantee {
  addStatement(statement: PolicyStatement): void;
}

/** The services through which a role may use a key. The role cannot use the key directly. */
export type KeyUser = "s3" | "sns" | "sagemaker";

export interface GrantableKey {
  readonly arn: string;
  /** Allows encrypting and decrypting, through the named services only. */
  grantUse(grantee: Grantee, ...via: readonly KeyUser[]): void;
  /** Lets SageMaker attach volumes that are encrypted with this key to the grantee's jobs and endpoints. */
  grantVolumes(grantee: Grantee): void;
}

export interface GrantableBucket {
  readonly bucketName: string;
  readonly arn: string;
  /** The key that encrypts every object. */
  readonly key: GrantableKey;
  /** `s3://<bucket>/<path>` */
  uri(path: string): string;
  /** Allows reading and listing under the prefixes, such as `"incoming/"`, or in the whole bucket. Includes the key. */
  grantRead(grantee: Grantee, ...prefixes: readonly string[]): void;
  /** Allows writing under the prefixes or in the whole bucket, but not reading or deleting. Includes the key. */
  grantWrite(grantee: Grantee, ...prefixes: readonly string[]): void;
  /** Allows deleting objects under the prefixes. Older versions stay until the lifecycle rules remove them. */
  grantDelete(grantee: Grantee, ...prefixes: readonly string[]): void;
}
