// Draws the diagrams of the docs from the synthesized stacks.
import type { Synthesis } from "../../packages/terraform/synthesis";
import { platformDiagram } from "./platform";
import { stateMachineDiagram } from "./state-machine";
import { readGraph } from "./synthesized-graph";

/** File name -> SVG. */
export async function drawDiagrams({ stacks }: Synthesis): Promise<Record<string, string>> {
  const viz = await (await import("@viz-js/viz")).instance();
  const draw = (dot: string) => viz.renderString(dot, { format: "svg" });
  const machine = stacks.flatMap(({ resources }) => resources).find(({ type }) => type === "aws_sfn_state_machine")!;
  return {
    "platform.svg": draw(platformDiagram(readGraph(stacks))),
    "state-machine.svg": draw(stateMachineDiagram(machine.values.definition as string)),
  };
}
