// A plan in a few lines, for the terminal. The whole of it: `npm run diff`; judged for a reviewer: `npm run review`.
import { dim, green, red, yellow } from "../terminal/text";
import type { ResourceChange, TerraformPlan } from "../../packages/terraform/plan-json";

export interface Counts {
  readonly imported: number;
  readonly created: number;
  readonly changed: number;
  readonly replaced: number;
  readonly destroyed: number;
}

export function countChanges({ resource_changes = [] }: TerraformPlan): Counts {
  const managed = resource_changes.filter(({ mode }) => mode === "managed");
  const number = (kind: string) => managed.filter((change) => kindOf(change) === kind).length;
  return {
    imported: managed.filter(({ change }) => change.importing).length,
    created: number("create"),
    changed: number("update"),
    replaced: number("replace"),
    destroyed: number("delete"),
  };
}

/** `26 to add, 1 to replace`; "outputs only" where no resource changes. */
export function describeCounts({ imported, created, changed, replaced, destroyed }: Counts): string {
  const parts = [
    [imported, "to adopt"],
    [created, "to add"],
    [changed, "to change"],
    [replaced, "to replace"],
    [destroyed, "to destroy"],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return told.length > 0 ? told.join(", ") : "outputs only";
}

/** What is added is told shortly: it can neither lose nor break anything. */
const additionsShown = 10;

/** One line per resource, what is lost first. */
export function changeLines(plan: TerraformPlan, constructPaths: Readonly<Record<string, string>>): string[] {
  const order = ["delete", "replace", "update", "adopt", "create"];
  const changes = (plan.resource_changes ?? [])
    .filter(({ mode }) => mode === "managed")
    .map((change) => ({ kind: change.change.importing ? "adopt" : kindOf(change), change }))
    .filter(({ kind }) => order.includes(kind))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.change.address < b.change.address ? -1 : 1));
  const additions = changes.filter(({ kind }) => kind === "create").length;
  const hidden = additions > additionsShown ? additions - additionsShown : 0;
  const lines = changes.slice(0, changes.length - hidden).map(({ kind, change }) => {
    const path = constructPaths[change.address] ?? change.address;
    return `${marks[kind]} ${path} ${dim(`(${change.type})`)}`;
  });
  return hidden > 0 ? [...lines, dim(`  … and ${hidden} more to add`)] : lines;
}

const marks: Readonly<Record<string, string>> = {
  delete: red("- destroy"),
  replace: red("± replace"),
  update: yellow("~ change "),
  adopt: yellow("= adopt  "),
  create: green("+ add    "),
};

function kindOf({ change: { actions } }: ResourceChange): string {
  return actions.length === 2 ? "replace" : actions[0]!;
}
