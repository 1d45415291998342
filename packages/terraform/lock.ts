// The lock of a state: who holds it, since when, and for what.
import { hostname, userInfo } from "node:os";
import { z } from "zod";

export interface Lock {
  readonly id: string;
  /** user@host */
  readonly who: string;
  /** Such as "apply". */
  readonly operation: string;
  /** ISO 8601 */
  readonly since: string;
}

const lockFile = z.looseObject({ ID: z.string(), Who: z.string(), Operation: z.string(), Created: z.string() });

/** @param text of a `.tflock` object, as Terraform writes it */
export function parseLock(text: string): Lock {
  const { ID, Who, Operation, Created } = lockFile.parse(JSON.parse(text));
  const operation = Operation.replace(/^OperationType/, "").toLowerCase();
  return { id: ID, who: Who, operation, since: Created };
}

/** Whether the holder was a process of this user on this machine: if so, its absence proves that it has ended. */
export function isOfThisMachine({ who }: Lock): boolean {
  return who === `${userInfo().username}@${hostname()}`;
}
