// Draws docs/platform.svg and docs/state-machine.svg from what was synthesized: `npm run diagrams`.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { instance } from "@viz-js/viz";
import { platformDiagram } from "./platform";
import { stateMachineDiagram } from "./state-machine";
import { readGraph } from "./synthesized-graph";

const stacks = ["network", "storage", "pipeline"];

/** File name -> SVG. @param stacksFolder such as `cdktf.out/stacks` */
export async function drawDiagrams(stacksFolder: string): Promise<Record<string, string>> {
  const viz = await instance();
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

/** Writes the pictures; returns the paths. */
export async function writeDiagrams(stacksFolder: string, folder: string): Promise<string[]> {
  const pictures = Object.entries(await drawDiagrams(stacksFolder));
  return pictures.map(([name, svg]) => {
    writeFileSync(join(folder, name), svg);
    return join(folder, name);
  });
}
