// The diagram of the state machine, drawn from the deployed definition. States that only pass values on are skipped,
// and all states that can only end in failure become one arrow.
import { attributes, quote, style } from "./dot";

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Catch?: readonly { readonly Next: string }[];
}

type States = Readonly<Record<string, State>>;

/** Graphviz source. @param definition the JSON of the Amazon States Language */
export function stateMachineDiagram(definition: string): string {
  const { StartAt, States } = JSON.parse(definition) as { StartAt: string; States: States };
  const failure = Object.keys(States).find((name) => States[name]!.Type === "Fail")!;
  const shown = new Map<string, readonly string[]>();
  const visit = (name: string): void => {
    if (shown.has(name)) return;
    const next = [...new Set(successors(States, name).map((to) => visible(States, to, failure)))];
    shown.set(name, next);
    next.forEach(visit);
  };
  const first = visible(States, StartAt, failure);
  visit(first);
  for (const [name, next] of [...shown]) {
    // An error that leads to further work is a normal path: there is no endpoint yet, so one is created.
    const handled = (States[name]!.Catch ?? []).map((handler) => handler.Next);
    const fresh = handled.filter(
      (to) => !shown.has(to) && reaches(States, to, (state) => isNewTask(States, shown, state)),
    );
    shown.set(name, [...next, ...fresh]);
    fresh.forEach(visit);
  }
  return [
    "digraph states {",
    style.graph("TB"),
    `start [shape=circle, label="", width=0.2, fillcolor="#1f4e8c"]; start -> ${quote(first)}`,
    ...[...shown.keys()].map((name) => `${quote(name)} ${attributes(look(name, States[name]!))}`),
    ...[...shown].flatMap(([name, next]) => next.map((to) => arrow(name, to, failure))),
    `"any task" [style="dashed,rounded", fontcolor="#6b7280"]; ${arrow("any task", failure, failure)}`,
    "}",
  ].join("\n");
}

function successors(states: States, name: string): string[] {
  const { Next, Default, Choices } = states[name]!;
  return [Next, Default, ...(Choices ?? []).map((choice) => choice.Next)].filter((to) => to !== undefined);
}

/** The state that represents this one in the diagram. */
function visible(states: States, name: string, failure: string): string {
  if (canOnlyFail(states, name)) return failure;
  const { Type, Next } = states[name]!;
  return Next && ["Pass", "Wait"].includes(Type) && name !== "WaitForEndpoint" ? visible(states, Next, failure) : name;
}

function canOnlyFail(states: States, name: string): boolean {
  return !reaches(states, name, (state) => states[state]!.Type === "Succeed");
}

function isNewTask(states: States, shown: ReadonlyMap<string, unknown>, name: string): boolean {
  return states[name]!.Type === "Task" && !shown.has(name) && !canOnlyFail(states, name);
}

function reaches(states: States, from: string, isGoal: (name: string) => boolean): boolean {
  const reached = new Set([from]);
  for (const state of reached) successors(states, state).forEach((to) => reached.add(to));
  return [...reached].some(isGoal);
}

function arrow(from: string, to: string, failure: string): string {
  const faint: Record<string, string> = { style: "dashed", color: "#d98c8c", constraint: "false" };
  return `${quote(from)} -> ${quote(to)} ${attributes(to === failure ? faint : {})}`;
}

function look(name: string, { Type }: State): Record<string, string> {
  if (Type === "Succeed") return { fillcolor: "#d9f2e0" };
  if (Type === "Fail") return { fillcolor: "#fbdcdc" };
  if (Type === "Choice") return { shape: "diamond", height: "0.4", label: name };
  return Type === "Task" ? { fillcolor: "#e3edfa" } : {};
}
