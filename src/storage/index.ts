// The storage's public face: what a stack hands on to those who keep things in it.
import type { GrantableBucket, GrantableKey } from "../iam/grants";

/** Where data lies. Handed from the storage stack to others. */
export interface Storage {
  readonly key: GrantableKey;
  /** `incoming/`: uploads; `rejected/`: uploads that could not be used. */
  readonly dataBucket: GrantableBucket;
  /** `code/`, `runs/`: what the pipeline reads and makes. */
  readonly artifactsBucket: GrantableBucket;
}
