// A plan in a few lines, for the terminal. The whole of it: `npm run diff`; judged for a reviewer: `npm run review`.
import { dim, green, red, yellow } from "../terminal/text";
import { addressOf, changesOf, type Kind, kindOf } from "../../packages/terraform/change";
import type { ResourceChange, TerraformPlan } from "../../packages/terraform/plan-json";

/** How many resources; one that is imported and changed counts as both. Data sources are not counted. */
export type Counts = Readonly<Record<Exclude<Kind, "read">, number>>;

export function countChanges(plan: TerraformPlan): Counts {
  const managed = managedChanges(plan);
  const number = (kind: Kind) => managed.filter((change) => kindOf(change) === kind).length;
  return {
    import: managed.filter(({ change }) => change.importing).length,
    move: number("move"),
    create: number("create"),
    update: number("update"),
    replace: number("replace"),
    forget: number("forget"),
    delete: number("delete"),
  };
}

const phrases: Readonly<Record<keyof Counts, string>> = {
  import: "to adopt",
  move: "to move",
  create: "to add",
  update: "to change",
  replace: "to replace",
  forget: "to forget",
  delete: "to destroy",
};

/** `26 to add, 1 to replace`; "outputs only" where no resource changes. */
export function describeCounts(counts: Counts): string {
  const parts = (Object.keys(phrases) as (keyof Counts)[]).filter((kind) => counts[kind] > 0);
  return parts.length > 0 ? parts.map((kind) => `${counts[kind]} ${phrases[kind]}`).join(", ") : "outputs only";
}

/** What is added is told shortly: it can neither lose nor break anything. */
const additionsShown = 10;

/** One line per resource, what is lost first. */
export function changeLines(plan: TerraformPlan, constructPaths: Readonly<Record<string, string>>): string[] {
  const order = Object.keys(marks);
  const changes = managedChanges(plan)
    .map((change) => ({ mark: change.change.importing ? "import" : kindOf(change), change }))
    .sort((a, b) => order.indexOf(a.mark) - order.indexOf(b.mark) || (a.change.address < b.change.address ? -1 : 1));
  const additions = changes.filter(({ mark }) => mark === "create").length;
  const hidden = additions > additionsShown ? additions - additionsShown : 0;
  const lines = changes.slice(0, changes.length - hidden).map(({ mark, change }) => {
    const path = constructPaths[change.address] ?? addressOf(change);
    const moved = change.previous_address === undefined ? "" : `, was ${change.previous_address}`;
    return `${marks[mark as keyof Counts]} ${path} ${dim(`(${change.type}${moved})`)}`;
  });
  return hidden > 0 ? [...lines, dim(`  … and ${hidden} more to add`)] : lines;
}

/** In the order in which they are listed. */
const marks: Readonly<Record<keyof Counts, string>> = {
  delete: red("- destroy"),
  replace: red("± replace"),
  forget: red("- forget "),
  update: yellow("~ change "),
  import: yellow("= adopt  "),
  move: yellow("> move   "),
  create: green("+ add    "),
};

function managedChanges(plan: TerraformPlan): readonly ResourceChange[] {
  return changesOf(plan).resources.filter(({ mode }) => mode === "managed");
}
