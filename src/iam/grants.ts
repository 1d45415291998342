// What can be granted, and to whom. Areas know each other's things by these interfaces only.
import type { PolicyStatement } from "./statement";

/** Something that permissions can be given to: a ServiceRole, or a list of statements in a test. */
export interface Grantee {
  addStatement(statement: PolicyStatement): void;
}

/** Services through which a key may be used on behalf of a role; the key is useless to the role itself. */
export type KeyUser = "s3" | "sns" | "sagemaker";

export interface GrantableKey {
  readonly arn: string;
  /** Encrypt and decrypt through the named services only. */
  grantUse(grantee: Grantee, ...via: readonly KeyUser[]): void;
  /** Lets SageMaker attach volumes that are encrypted with this key to the jobs and endpoints of the grantee. */
  grantVolumes(grantee: Grantee): void;
}

export interface GrantableBucket {
  readonly bucketName: string;
  readonly arn: string;
  /** The key that every object is encrypted with. */
  readonly key: GrantableKey;
  /** `s3://<bucket>/<path>` */
  uri(path: string): string;
  /** Read and list objects under the prefixes, such as `"incoming/"`; the whole bucket without any. Includes the key. */
  grantRead(grantee: Grantee, ...prefixes: readonly string[]): void;
  /** Write objects under the prefixes; the whole bucket without any. Includes the key, not reading and not deleting. */
  grantWrite(grantee: Grantee, ...prefixes: readonly string[]): void;
  /** Delete objects under the prefixes. Older versions stay until the lifecycle rules remove them. */
  grantDelete(grantee: Grantee, ...prefixes: readonly string[]): void;
}
