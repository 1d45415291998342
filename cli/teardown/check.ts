// The checks for leftovers: a query to its service for each kind of resource that stacks or the pipeline create.
import type { AwsSettings } from "../aws/settings";

export interface Check {
  readonly service: string;
  readonly kind: string;
  /** Names of the existing resources, without those that every account has. */
  readonly list: (settings: AwsSettings) => Promise<readonly string[]>;
  /** Resources that stay nevertheless, and why that is right. */
  readonly remark?: string;
}
