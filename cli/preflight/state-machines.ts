// The definitions of the state machines, judged by Step Functions itself.
import { SFNClient, ValidateStateMachineDefinitionCommand } from "@aws-sdk/client-sfn";
import type { SynthesizedDeployment } from "../deploy/deployment";
import { type Finding, right, wrong } from "./finding";
import { argumentsOf } from "./resources";

export async function checkStateMachines({ aws, synthesis }: SynthesizedDeployment): Promise<readonly Finding[]> {
  const client = new SFNClient(aws);
  const machines = argumentsOf(synthesis, "aws_sfn_state_machine");
  const findings = machines.map(async ({ name, definition }): Promise<readonly Finding[]> => {
    const { diagnostics = [] } = await client.send(
      new ValidateStateMachineDefinitionCommand({
        definition: String(definition),
        type: "STANDARD",
        severity: "ERROR",
      }),
    );
    if (diagnostics.length === 0) return [right(`${String(name)} is valid`)];
    return diagnostics.map(({ message, location, code }) =>
      wrong(
        `Step Functions refuses ${String(name)}: ${code} at ${location ?? "no place"}: ${message}`,
        "Correct the definition in src/training.",
      ),
    );
  });
  return (await Promise.all(findings)).flat();
}
