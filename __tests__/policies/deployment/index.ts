// The requests for every resource type of the stacks, and for all resources of an environment together.
import type { Request } from "../support/simulate";
import type { World } from "../support/world";
import { data } from "./data";
import type { Lifecycle, LifecycleOf } from "./lifecycle";
import { network } from "./network";
import { training } from "./training";

export type Phase = keyof Lifecycle;

/** `terraform_data` exists only in the state. */
const lifecycles: Readonly<Record<string, LifecycleOf>> = { ...network, ...data, ...training };

/** The types of an environment's stacks whose requests are not described yet. */
export function unknownTypes(world: World): string[] {
  return world.types.filter((type) => type !== "terraform_data" && !(type in lifecycles));
}

/** To a policy, all code files are alike. */
const enough: Readonly<Record<string, number>> = { aws_s3_object: 2 };

/** The requests that the resources of a type need in the given phases, without duplicates. */
export function requestsOfType(world: World, type: string, ...phases: readonly Phase[]): Request[] {
  const lives = world
    .resourcesOf(type)
    .slice(0, enough[type])
    .map((of) => lifecycles[type]!({ world, of }));
  const requests = lives.flatMap((life) => phases.flatMap((phase) => life[phase]));
  return [...new Map(requests.map((request) => [JSON.stringify(request), request])).values()];
}
