// The style of the diagrams, in Graphviz's language.

export const quote = (text: string) => JSON.stringify(text);

export function attributes(values: Readonly<Record<string, string>>): string {
  const given = Object.entries(values).filter(([, value]) => value !== "");
  return given.length === 0 ? "" : `[${given.map(([name, value]) => `${name}=${quote(value)}`).join(", ")}]`;
}

const font = 'fontname="Helvetica"';

export const style = {
  graph: (direction: "LR" | "TB") =>
    [
      `rankdir=${direction}; compound=true; nodesep=0.25; ranksep=0.7; bgcolor="white"; pad=0.3; ${font};`,
      `node [${font}, fontsize=11, style="filled,rounded", fillcolor="#ffffff", color="#4b5563", shape=box, margin="0.16,0.08"];`,
      `edge [${font}, fontsize=9, color="#6b7280", fontcolor="#6b7280", arrowsize=0.7];`,
    ].join("\n"),
  cluster:
    'style="filled,rounded"; color="#d1d5db"; fillcolor="#f3f6fa"; fontsize=13; fontcolor="#1f4e8c"; labeljust="l";',
};
