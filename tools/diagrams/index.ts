// The pictures of the docs, drawn from what was synthesized.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { platformDiagram } from "./platform";
import { stateMachineDiagram } from "./state-machine";
import { readGraph } from "./synthesized-graph";

const stacks = ["network", "storage", "pipeline"];

/** File name -> SVG. @param stacksFolder such as `cdktf.out/stacks` */
export async function drawDiagrams(stacksFolder: string): Promise<Record<string, string>> {
  const viz = await (await import("@viz-js/viz")).instance();
  const draw = (dot: string) => viz.renderString(dot, { format: "svg" });
  const definition = stateMachineDefinition(stacksFolder);
  return {
    "platform.svg": draw(platformDiagram(readGraph(stacksFolder, stacks))),
    "state-machine.svg": draw(stateMachineDiagram(definition)),
  };
}

function stateMachineDefinition(stacksFolder: string): string {
  const json = JSON.parse(readFileSync(join(stacksFolder, "pipeline", "cdk.tf.json"), "utf8"));
  const machines = Object.values(json.resource.aws_sfn_state_machine) as { definition: string }[];
  return machines[0]!.definition;
}
