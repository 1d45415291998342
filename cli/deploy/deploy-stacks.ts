// Deploys stacks, each as soon as its dependencies are done: plans it, shows the plan, and applies exactly that plan.
import type { Progress, Steps } from "../terminal/steps";
import { confirm } from "../terminal/confirm";
import type { SynthesizedDeployment } from "./deployment";
import { type DeployOptions, DeployRun } from "./deploy-run";

/** Returns the changed stacks; undefined if the person declined. */
export async function deployStacks(
  steps: Steps,
  deployment: SynthesizedDeployment,
  options: DeployOptions,
): Promise<readonly string[] | undefined> {
  return steps.run(
    "Deployment",
    (progress) => runDeployment(progress, deployment, options),
    (changed) => describeDeployed(changed),
    (changed) => changed === undefined,
  );
}

/** The same, for a caller that shows the progress in its own step. */
export function runDeployment(
  progress: Progress,
  deployment: SynthesizedDeployment,
  options: DeployOptions,
): Promise<readonly string[] | undefined> {
  const question = { text: `Apply this to ${deployment.environment.name}?`, flag: "--yes" };
  const answered = options.yes || options.gate !== undefined;
  const agreed = () => progress.ask(() => confirm({ ...question, answered }));
  return new DeployRun(deployment, options, progress, agreed).run();
}

export function describeDeployed(changed: readonly string[] | undefined): string {
  if (changed === undefined) return "stopped";
  return changed.length > 0 ? `${changed.join(", ")} deployed` : "nothing to change";
}
