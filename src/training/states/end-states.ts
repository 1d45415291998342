// The terminal states of a run. Its output says what it did: outcome, decision, and what was created.
import type { Outcome, RunOutput } from "../../../contracts/run";
import { paths } from "../../../contracts/state-paths";
import type { StateName } from "../../../contracts/state-names";
import { execution, type Expression, expression, parametersOf, pass, succeed } from "../asl";

const decision = { decision: expression(paths.decision) };
const modelPackage = { modelPackageArn: expression(paths.modelPackageArn) };

export function endStates() {
  return {
    ReportDeployed: report("Deployed", {
      ...decision,
      ...modelPackage,
      endpointName: expression(paths.setting("endpointName")),
      endpointConfigName: expression(paths.configurationName),
    }),
    Deployed: succeed<StateName>("The endpoint serves the new model and answered a request."),
    ReportForApproval: report("RegisteredForApproval", { ...decision, ...modelPackage }),
    RegisteredForApproval: succeed<StateName>("The model waits in the registry for a person's approval."),
    ReportRejected: report("RejectedByQualityGate", { ...decision, modelUri: expression(paths.modelUri) }),
    RejectedByQualityGate: succeed<StateName>("The model is not good enough. Nothing was registered or deployed."),
  };
}

type Reported = Partial<Record<keyof Omit<RunOutput, "outcome" | "input">, Expression>>;

/** Every outcome is set by the state before the terminal state of the same name. */
function report(outcome: Outcome, fields: Reported) {
  const parameters = parametersOf({ outcome, ...fields, input: expression(execution.input) });
  return pass<StateName>({ parameters, next: outcome });
}
