// What a proof consists of: for each kind of thing that the stacks or the pipeline may make, a question to its service.
import type { AwsSettings } from "../aws/settings";

export interface Check {
  readonly service: string;
  readonly kind: string;
  /** Names of what is there, without what belongs to every account. */
  readonly list: (settings: AwsSettings) => Promise<readonly string[]>;
  /** What stays nevertheless, and why that is right. */
  readonly remark?: string;
}
