// The named ends of a run. What it did is its output: outcome, decision, and what was made.
import { type JsonObject, pass, succeed } from "../asl";
import type { StateName } from "../state-names";

const input = { "input.$": "$$.Execution.Input" };
const decision = { "decision.$": "$.decision" };
const modelPackage = { "modelPackageArn.$": "$.modelPackageArn" };

export function endStates() {
  return {
    ReportDeployed: report("Deployed", {
      ...decision,
      ...modelPackage,
      "endpointName.$": "$.run.settings.endpointName",
      "endpointConfigName.$": "$.configuration.name",
    }),
    Deployed: succeed<StateName>("The endpoint serves the new model and answered a request."),
    ReportForApproval: report("RegisteredForApproval", { ...decision, ...modelPackage }),
    RegisteredForApproval: succeed<StateName>("The model waits in the registry for a person's approval."),
    ReportRejected: report("RejectedByQualityGate", { ...decision, "modelUri.$": "$.training.modelUri" }),
    RejectedByQualityGate: succeed<StateName>("The model is not good enough. Nothing was registered or deployed."),
  };
}

/** Every outcome is reported by the state before the end that bears its name. */
function report(outcome: "Deployed" | "RegisteredForApproval" | "RejectedByQualityGate", fields: JsonObject) {
  return pass<StateName>({ parameters: { outcome, ...fields, ...input }, next: outcome });
}
