// Terraform's requests to AWS over the life of a resource, according to the AWS provider (5.100).
import type { Context, Request } from "../support/simulate";
import type { World } from "../support/world";

export interface Lifecycle {
  readonly create: readonly Request[];
  readonly read: readonly Request[];
  /** What a change in place may need, including tags. */
  readonly update: readonly Request[];
  readonly delete: readonly Request[];
}

/** A resource of the stacks, as far as its requests depend on it. */
export interface Subject {
  readonly world: World;
  /** A text argument or a computed attribute. */
  readonly of: (name: string) => string;
}

export type LifecycleOf = (subject: Subject) => Lifecycle;

/** The tags that a request sets: the provider puts its default tags on everything that can be tagged. */
export function sets({ environment }: World): Context {
  return { "aws:RequestTag/Environment": environment.name, "aws:TagKeys": ["Environment", "Project", "Stack"] };
}

/** The tags of an existing resource. */
export function has({ environment }: World): Context {
  return { "aws:ResourceTag/Environment": environment.name };
}

/** S3 uses the environment's key in the name of whoever reads or writes an object. */
export function throughS3(world: World): Context {
  return { ...has(world), "kms:ViaService": `s3.${world.region}.amazonaws.com` };
}
