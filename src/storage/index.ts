// The storage's public interface: what the storage stack passes to stacks that store data in it.
import type { GrantableBucket, GrantableKey } from "../iam/grants";

/** Where data is stored. The storage stack passes it to the others. */
export interface Storage {
  readonly key: GrantableKey;
  /** `incoming/`: uploads; `rejected/`: uploads that could not be used. */
  readonly dataBucket: GrantableBucket;
  /** `code/`, `runs/`: what the pipeline reads and writes. */
  readonly artifactsBucket: GrantableBucket;
}
