// The resources of synthesized stacks as a flat list, found by the paths of their constructs.
import type { Attributes, Synthesis } from "./synthesis";

/** A resource of the stacks. */
export interface Made {
  readonly stack: string;
  readonly type: string;
  readonly id: string;
  readonly path: string;
  readonly resource: Attributes;
}

export function everything(synthesis: Synthesis): Made[] {
  return Object.entries(synthesis).flatMap(([stack, { resource }]) =>
    Object.entries(resource).flatMap(([type, byId]) =>
      Object.entries(byId).map(([id, attributes]) => ({
        stack,
        type,
        id,
        path: pathOf(attributes),
        resource: attributes,
      })),
    ),
  );
}

function pathOf(attributes: Attributes): string {
  const notes = attributes["//"] as { readonly metadata: { readonly path: string } };
  return notes.metadata.path.replace(/\/Resource$/, "");
}

export function only<T extends { readonly path: string }>(candidates: readonly T[], path: string): T {
  const found = candidates.find((candidate) => candidate.path === path);
  if (found) return found;
  throw new Error(`There is no ${path}. There are: ${candidates.map((candidate) => candidate.path).join(", ")}`);
}
