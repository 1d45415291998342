// The picture of the state machine, drawn from the definition that is deployed. Failures lead to one place: drawn once.
import { attributes, quote, style } from "./dot";

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Catch?: readonly { readonly Next: string }[];
}

/** Graphviz source. @param definition the JSON of the Amazon States Language */
export function stateMachineDiagram(definition: string): string {
  const { StartAt, States } = JSON.parse(definition) as { StartAt: string; States: Record<string, State> };
  const names = Object.keys(States);
  const caught = new Set(names.flatMap((name) => (States[name]!.Catch ?? []).map(({ Next }) => Next)));
  const edges = names.flatMap((name) => {
    const { Next, Default, Choices } = States[name]!;
    const next = [Next, Default, ...(Choices ?? []).map((choice) => choice.Next)].filter((to) => to !== undefined);
    return [...new Set(next)].map((to) => `${quote(name)} -> ${quote(to)}`);
  });
  return [
    "digraph states {",
    style.graph("TB"),
    `start [shape=circle, label="", width=0.2, fillcolor="#1f4e8c"]; start -> ${quote(StartAt)}`,
    ...names.map((name) => `${quote(name)} ${attributes(look(name, States[name]!))}`),
    ...edges,
    ...[...caught].map((name) => `"any task" -> ${quote(name)} ${attributes({ style: "dashed", label: "on error" })}`),
    '"any task" [style="dashed,rounded", fontcolor="#6b7280"]',
    "}",
  ].join("\n");
}

function look(name: string, { Type }: State): Record<string, string> {
  if (Type === "Succeed") return { fillcolor: "#d9f2e0" };
  if (Type === "Fail") return { fillcolor: "#fbdcdc" };
  if (Type === "Choice") return { shape: "diamond", height: "0.4", label: name };
  return Type === "Task" ? { fillcolor: "#e3edfa" } : {};
}
