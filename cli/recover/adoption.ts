// Imports what a killed run created but could not record into the stack that it belongs to.
import type { Adoption } from "../deploy/deploy-run";
import type { SynthesizedDeployment } from "../deploy/deployment";
import { stackFolder } from "../deploy/stack-folder";
import { stateOf } from "../deploy/states";
import { candidates } from "./candidates";
import { foreignResources } from "./ownership";
import { findTagged } from "./tagged-resources";

export function adoptionFor(deployment: SynthesizedDeployment): Adoption {
  const { aws, environment, synthesis } = deployment;
  return {
    prepare: async (name, note) => {
      const stack = synthesis.stack(name);
      const state = await stateOf(deployment, name).read();
      const possible = candidates({ stack, state, tagged: await findTagged(aws, environment.name), environment });
      const found = await (await stackFolder(deployment, name)).adopt(possible);
      for (const { constructPath, id } of found) note(`${constructPath} exists as ${id}, but no state knows it`);
    },
    refusals: ({ stack, plan }) => foreignResources(plan, synthesis.stack(stack).constructPaths, environment.name),
  };
}
