// The pipeline as a state machine: from data to a served model, or to an end that says why not.
import { Definition } from "./asl";
import type { PipelineDefinitionProps } from "./definition-props";
import type { StateName } from "./state-names";
import { decisionStates } from "./states/decision-states";
import { deploymentStates } from "./states/deployment-states";
import { endStates } from "./states/end-states";
import { failureStates } from "./states/failure-states";
import { inputStates } from "./states/input-states";
import { jobStates } from "./states/job-states";
import { patienceSeconds } from "./states/patient-job";

export function pipelineDefinition(props: PipelineDefinitionProps): Definition<StateName> {
  return new Definition<StateName>({
    comment: "Trains, judges, registers and deploys a model",
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
 * Nothing can catch the timeout of a whole execution, so it is only a backstop: three jobs that each use all their time
 * and patience, two hours for the endpoint, an hour for everything else. An alarm tells of executions that hit it.
 */
function overallSeconds({ environment: { pipeline } }: PipelineDefinitionProps): number {
  const { maxRuntimeSeconds, maxWaitSeconds = maxRuntimeSeconds, pollSeconds } = pipeline;
  return 2 * maxRuntimeSeconds + maxWaitSeconds + 3 * patienceSeconds(pollSeconds) + 3 * 3600;
}
