// A Terraform state, as far as it is read here (format version 4).

export interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  /** Empty while Terraform has recorded a resource it is about to create; several while a replacement is unfinished. */
  readonly instances: readonly { readonly attributes?: Readonly<Record<string, unknown>> }[];
}

export interface State {
  /** Differs between states that were begun separately. */
  readonly lineage?: string;
  /** Grows with each change. */
  readonly serial?: number;
  readonly resources?: readonly StateResource[];
  readonly outputs?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** The resources that Terraform manages and has created. */
export function managedResources(state: State | undefined): readonly StateResource[] {
  return (state?.resources ?? []).filter(({ mode, instances }) => mode === "managed" && instances.length > 0);
}

export function resourceCount(state: State | undefined): number {
  return managedResources(state).reduce((sum, { instances }) => sum + instances.length, 0);
}

/** Terraform address -> ids of its instances. */
export function idsByAddress(state: State | undefined): ReadonlyMap<string, readonly string[]> {
  return new Map(
    managedResources(state).map(({ type, name, instances }) => [
      `${type}.${name}`,
      instances.map(({ attributes }) => String(attributes?.id)),
    ]),
  );
}

/** Name -> value. */
export function outputValues(state: State | undefined): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(state?.outputs ?? {}).map(([name, { value }]) => [name, value]));
}

/** Keys of the states whose outputs were read to create this one. */
export function producerKeys(state: State | undefined): readonly string[] {
  const remote = (state?.resources ?? []).filter(({ type }) => type === "terraform_remote_state");
  return remote.flatMap(({ instances }) =>
    instances.flatMap(({ attributes }) => {
      const { value } = (attributes?.config ?? {}) as { readonly value?: { readonly key?: unknown } };
      return typeof value?.key === "string" ? [value.key] : [];
    }),
  );
}

/** Addresses in `state` that `other` does not have, or has with another id. */
export function unknownTo(other: State, state: State): readonly string[] {
  // Terraform gives a state a new lineage when it moves, so only the contents can be compared.
  const known = idsByAddress(other);
  return [...idsByAddress(state)]
    .filter(([address, ids]) => !ids.every((id) => known.get(address)?.includes(id)))
    .map(([address]) => address);
}
