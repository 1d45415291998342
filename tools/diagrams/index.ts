// Draws the pictures of the docs: diagrams from the synthesized stacks, and a run as it looked on a terminal.
import type { Synthesis } from "../../packages/terraform/synthesis";
import { platformDiagram } from "./platform";
import { stateMachineDiagram } from "./state-machine";
import { readGraph } from "./synthesized-graph";
import { drawTerminal } from "./terminal";

/**
 * File name -> SVG.
 * @param run what `npm start` printed on a terminal
 */
export async function drawDiagrams({ stacks }: Synthesis, run: string): Promise<Record<string, string>> {
  const viz = await (await import("@viz-js/viz")).instance();
  const draw = (dot: string) => viz.renderString(dot, { format: "svg" });
  const machine = stacks.flatMap(({ resources }) => resources).find(({ type }) => type === "aws_sfn_state_machine")!;
  return {
    "platform.svg": draw(platformDiagram(readGraph(stacks))),
    "npm-start.svg": drawTerminal(run),
    "state-machine.svg": draw(stateMachineDiagram(machine.values.definition as string)),
  };
}
