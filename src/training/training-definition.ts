// Training as a state machine: from data to a served model, or to a terminal state that says why not.
import type { StateName } from "../../contracts/state-names";
import { Definition } from "./asl";
import type { TrainingDefinitionProps } from "./definition-props";
import { pausesSeconds } from "./states/capacity-retry";
import { decisionStates } from "./states/decision-states";
import { deploymentStates } from "./states/deployment-states";
import { endStates } from "./states/end-states";
import { failureStates } from "./states/failure-states";
import { inputStates } from "./states/input-states";
import { jobStates } from "./states/job-states";

export function trainingDefinition(props: TrainingDefinitionProps): Definition<StateName> {
  return new Definition<StateName>({
    comment: `Trains, judges, registers and deploys the model ${props.model.model.name}`,
    startAt: "ValidateInput",
    timeoutSeconds: overallSeconds(props),
    states: {
      ...inputStates(props),
      ...jobStates(props),
      ...decisionStates(props),
      ...deploymentStates(props),
      ...endStates(),
      ...failureStates(props),
    },
  });
}

/**
 * The timeout of a whole execution cannot be caught, so it is only a backstop: three jobs that each use all their time
 * and all their pauses, two hours for the endpoint, an hour for everything else. An alarm reports executions that hit
 * it.
 */
function overallSeconds({ model: { model } }: TrainingDefinitionProps): number {
  const { maxRuntimeSeconds, maxWaitSeconds = maxRuntimeSeconds, pollSeconds } = model.training;
  return 2 * maxRuntimeSeconds + maxWaitSeconds + 3 * pausesSeconds(pollSeconds) + 3 * 3600;
}
