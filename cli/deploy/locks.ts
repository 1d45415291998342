// The locks of an environment's states. A Terraform that was killed leaves one behind; one at work holds one too.
import { hostname, userInfo } from "node:os";
import { UserError } from "../../packages/errors";
import { pause } from "../../packages/process/interrupt";
import { run } from "../../packages/process/run";
import { terraformRunsIn } from "../../packages/terraform/processes";
import { signal } from "../../packages/process/tree";
import { unattended } from "../setup/terraform-settings";
import type { Deployment } from "./deployment";
import { readStateObject, stateKey } from "./state";
import { type Stack, stackFolder, stacks } from "./synthesized";

export interface Lock {
  readonly stack: Stack;
  readonly id: string;
  /** user@host */
  readonly who: string;
  /** Such as "OperationTypeApply". */
  readonly operation: string;
  /** ISO 8601 */
  readonly since: string;
}

const patience = 60_000;

/** Every lock that is held, by the living or the dead. */
export async function heldLocks(deployment: Deployment): Promise<readonly Lock[]> {
  const texts = await Promise.all(
    stacks.map((stack) => readStateObject(deployment, `${stateKey(deployment, stack)}.tflock`)),
  );
  return stacks.flatMap((stack, index) => {
    const text = texts[index];
    if (text === undefined) return [];
    const { ID, Who, Operation, Created } = JSON.parse(text) as Record<"ID" | "Who" | "Operation" | "Created", string>;
    return [{ stack, id: ID, who: Who, operation: Operation, since: Created }];
  });
}

/** `storage is locked since 2026-… by ci@host (apply)` */
export function describeLock({ stack, who, operation, since }: Lock): string {
  return `${stack} is locked since ${since} by ${who} (${operation.replace(/^OperationType/, "").toLowerCase()})`;
}

/** Whether the holder was a process of this user on this machine: then its absence proves that it is dead. */
export function isOfThisMachine({ who }: Lock): boolean {
  return who === `${userInfo().username}@${hostname()}`;
}

export async function releaseLock(deployment: Deployment, { stack, id }: Lock): Promise<void> {
  const { code, lines } = await run("terraform", ["force-unlock", "-force", id], {
    cwd: stackFolder(deployment, stack),
    env: { ...deployment.variables, ...unattended },
  });
  if (code !== 0) throw new UserError(`The lock of stack ${stack} could not be released:\n${lines.join("\n")}`);
}

/**
 * For the local AWS, where nobody else can be at work: releases the locks whose holder is gone; tells which. A holder
 * that still runs is an error. Returns whether there were any: then a run was killed, and may not have saved its state.
 */
export async function releaseStaleLocks(deployment: Deployment, note: (text: string) => void): Promise<boolean> {
  const locks = await heldLocks(deployment);
  for (const lock of locks) {
    const holder = terraformRunsIn(stackFolder(deployment, lock.stack))[0];
    if (holder) {
      throw new UserError(
        `Terraform (process ${holder.pid}) still works on stack ${lock.stack}. Wait until it is done, or end it: kill -INT ${holder.pid}`,
      );
    }
    await releaseLock(deployment, lock);
    note(`${lock.stack}: released the lock that a killed run left at ${lock.since}`);
  }
  return locks.length > 0;
}

/** Lets whatever Terraform still works on these folders end by itself. */
export async function awaitTerraformRuns(
  place: Pick<Deployment, "folder">,
  note: (text: string) => void,
): Promise<void> {
  for (const { stack, pid } of terraformRuns(place)) {
    note(`${stack}: waiting for Terraform (process ${pid}), which an earlier command left at work`);
  }
  while (terraformRuns(place).length > 0) await pause(500);
}

/** Before a destroy: lets whatever Terraform still runs here save its state and end. */
export async function endTerraformRuns(place: Pick<Deployment, "folder">, note: (text: string) => void): Promise<void> {
  for (const { stack, pid } of terraformRuns(place)) {
    note(`${stack}: ending Terraform (process ${pid}), which an interrupted start left running`);
    signal(pid, "SIGINT");
  }
  const deadline = Date.now() + patience;
  while (terraformRuns(place).length > 0) {
    if (Date.now() > deadline) throw new UserError("Terraform did not end within a minute of SIGINT; look at `ps`.");
    await pause(200);
  }
}

function terraformRuns(place: Pick<Deployment, "folder">): { readonly stack: Stack; readonly pid: number }[] {
  return stacks.flatMap((stack) => terraformRunsIn(stackFolder(place, stack)).map(({ pid }) => ({ stack, pid })));
}
