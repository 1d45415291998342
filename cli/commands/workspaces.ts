// `npm run workspaces -- ENV [STACK…]`: creates the workspaces that plain cdktf and Terraform need before the first
// deployment. `terraform init` refuses to run while TF_WORKSPACE names a workspace that does not exist.
import type { EnvironmentName } from "../../src/environments";
import { withCommandLock } from "../command-lock";
import { chosenStacks } from "../deploy/chosen-stacks";
import { prepare } from "../deploy/prepare";
import { stackFolder } from "../deploy/stack-folder";
import { Steps } from "../terminal/steps";

export interface WorkspacesOptions {
  readonly environment: EnvironmentName;
  readonly stacks: readonly string[];
}

export async function run({ environment: name, stacks: named }: WorkspacesOptions): Promise<number> {
  return withCommandLock(
    `npm run workspaces -- ${name}`,
    async () => {
      const steps = new Steps();
      const deployment = await prepare(steps, name, { command: "workspaces" });
      const stacks = chosenStacks(named, deployment.synthesis.names);
      await steps.run(
        "Workspaces",
        () => Promise.all(stacks.map(async (stack) => (await stackFolder(deployment, stack)).createWorkspace())),
        () => `"${name}" in ${stacks.join(", ")}`,
      );
      console.log(`\n  Plain cdktf works now: TF_WORKSPACE=${name} npx cdktf deploy '*'\n`);
      return 0;
    },
    name,
  );
}
