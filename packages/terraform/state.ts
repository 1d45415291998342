// A Terraform state, as far as it is read here (format version 4).

export interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  /** None while Terraform has noted a resource that it is about to make; more than one while a replacement is unfinished. */
  readonly instances: readonly { readonly attributes?: Readonly<Record<string, unknown>> }[];
}

export interface State {
  readonly resources?: readonly StateResource[];
  readonly outputs?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** What Terraform manages and has made. */
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

/** Keys of the states whose outputs were read when this one was made. */
export function producerKeys(state: State | undefined): readonly string[] {
  const remote = (state?.resources ?? []).filter(({ type }) => type === "terraform_remote_state");
  return remote.flatMap(({ instances }) =>
    instances.flatMap(({ attributes }) => {
      const { value } = (attributes?.config ?? {}) as { readonly value?: { readonly key?: unknown } };
      return typeof value?.key === "string" ? [value.key] : [];
    }),
  );
}

/** Addresses that one state knows and the other does not, or knows as something else. */
export function unknownTo(other: State, state: State): readonly string[] {
  // Terraform gives a state a new lineage when it moves: what it describes is all there is to compare.
  const known = idsByAddress(other);
  return [...idsByAddress(state)]
    .filter(([address, ids]) => !ids.every((id) => known.get(address)?.includes(id)))
    .map(([address]) => address);
}
