// `npm run outputs -- ENV [STACK…]`: prints the outputs of the deployed stacks.
import type { EnvironmentName } from "../../src/environments";
import { publishedBy } from "../deploy/outputs";
import { chosenStacks } from "../deploy/chosen-stacks";
import { prepare } from "../deploy/prepare";
import { Steps } from "../terminal/steps";
import { bold, table } from "../terminal/text";

export interface OutputsOptions {
  readonly environment: EnvironmentName;
  readonly stacks: readonly string[];
  readonly json: boolean;
}

export async function run({ environment: name, stacks: named, json }: OutputsOptions): Promise<number> {
  // With --json, only JSON may go to standard output.
  const steps = new Steps(json ? process.stderr : process.stdout);
  const deployment = await prepare(steps, name, { command: "outputs", readOnly: true });
  const stacks = chosenStacks(named, deployment.synthesis.names);
  const outputs = await Promise.all(
    stacks.map(async (stack) => [stack, visible(await publishedBy(stack, deployment))] as const),
  );
  if (json) {
    console.log(JSON.stringify(Object.fromEntries(outputs), undefined, 2));
    return 0;
  }
  for (const [stack, values] of outputs) {
    const rows = Object.entries(values).map(([output, value]) => [output, text(value)]);
    console.log(`\n${bold(stack)}\n${rows.length > 0 ? table(rows) : "  not deployed"}`);
  }
  return 0;
}

/** Leaves out the outputs that cdktf adds for other stacks; people have no use for them. */
function visible(outputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !name.startsWith("cross-stack-output-")));
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
