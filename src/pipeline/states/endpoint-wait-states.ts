// Waits until the endpoint serves what was asked for, and tries it out. A rolled-back update looks like a success: the
// endpoint is in service, but with the old configuration.
import type { PolicyStatement } from "../../iam";
import { all, choice, isBelow, isNumber, isOneOf, isSameText, isText, pass, wait } from "../asl";
import type { PipelineDefinitionProps } from "../definition-props";
import type { StateName } from "../state-names";
import { LambdaTask, SageMakerApiTask } from "../tasks";
import { count } from "./patient-job";

/** Statuses (API reference, DescribeEndpoint) in which an endpoint cannot be changed yet. */
export const busyStatuses = ["Creating", "Updating", "SystemUpdating", "RollingBack", "Deleting"];

export const waitsPath = "$.run.waits.count";

/** An hour of waiting, and never so often that the execution's history (25,000 events) is full. */
export function mostWaits(pollSeconds: number): number {
  return Math.min(1500, Math.ceil(3600 / pollSeconds));
}

const endpointName = { "EndpointName.$": "$.run.settings.endpointName" };

/** One sentence about the endpoint, as a failure. */
function problem(error: string, sentence: string, ...paths: readonly string[]) {
  const values = ["$.run.settings.endpointName", ...paths].join(", ");
  return pass<StateName>({
    parameters: { Error: error, "Cause.$": `States.Format('${sentence}', ${values})` },
    resultPath: "$.failure",
    next: "DescribeFailure",
  });
}

export function endpointWaitStates(props: PipelineDefinitionProps, describe: readonly PolicyStatement[]) {
  const { pollSeconds } = props.environment.pipeline;
  return {
    WaitForEndpoint: wait<StateName>({ seconds: pollSeconds, next: "CheckEndpoint" }),
    CheckEndpoint: new SageMakerApiTask<StateName>({
      action: "describeEndpoint",
      parameters: endpointName,
      statements: describe,
      resultSelector: { "status.$": "$.EndpointStatus", "configuration.$": "$.EndpointConfigName" },
      resultPath: "$.endpoint",
      next: "JudgeEndpoint",
      onError: "ReadCause",
    }),
    JudgeEndpoint: choice<StateName>({
      rules: [
        {
          when: all(
            isText("$.endpoint.status", "InService"),
            isSameText("$.endpoint.configuration", "$.configuration.name"),
          ),
          next: "SmokeTest",
        },
        { when: isText("$.endpoint.status", "InService"), next: "UpdateRolledBack" },
        {
          when: all(isOneOf("$.endpoint.status", busyStatuses), isBelow(waitsPath, mostWaits(pollSeconds))),
          next: "CountWait",
        },
        { when: isOneOf("$.endpoint.status", busyStatuses), next: "EndpointTooSlow" },
        { when: isText("$.endpoint.status", "Failed"), next: "ReadEndpointFailure" },
      ],
      otherwise: "EndpointUnusable",
    }),
    CountWait: count(waitsPath, "WaitForEndpoint"),
    EndpointTooSlow: problem(
      "EndpointTooSlow",
      `The endpoint {} is still {} after ${mostWaits(pollSeconds)} looks, ${pollSeconds} s apart.`,
      "$.endpoint.status",
    ),
    UpdateRolledBack: problem(
      "UpdateRolledBack",
      "The endpoint {} was rolled back to the configuration {} instead of {}: the new model did not start. See its log in /aws/sagemaker/Endpoints/.",
      "$.endpoint.configuration",
      "$.configuration.name",
    ),
    EndpointUnusable: problem("EndpointUnusable", "The endpoint {} ended in the status {}.", "$.endpoint.status"),
    ReadEndpointFailure: new SageMakerApiTask<StateName>({
      action: "describeEndpoint",
      parameters: endpointName,
      statements: describe,
      // Only an endpoint that failed has a reason; selecting it from any other would be an error.
      resultSelector: { "reason.$": "$.FailureReason" },
      resultPath: "$.endpoint",
      next: "EndpointFailed",
      onError: "ReadCause",
    }),
    EndpointFailed: problem("EndpointFailed", "The endpoint {} could not be started: {}", "$.endpoint.reason"),
    SmokeTest: new LambdaTask<StateName>({
      functionArn: props.functions.predictArn,
      payload: {
        "body.$": "States.JsonToString($.decision.sample)",
        isBase64Encoded: false,
        headers: { "content-type": "application/json" },
        pathParameters: { "endpointName.$": "$.run.settings.endpointName" },
      },
      timeoutSeconds: 150,
      resultSelector: { "statusCode.$": "$.Payload.statusCode", "body.$": "$.Payload.body" },
      resultPath: "$.smokeTest",
      next: "JudgeSmokeTest",
      onError: "ReadCause",
    }),
    JudgeSmokeTest: choice<StateName>({
      rules: [{ when: isNumber("$.smokeTest.statusCode", 200), next: "ReportDeployed" }],
      otherwise: "SmokeTestFailed",
    }),
    SmokeTestFailed: problem(
      "SmokeTestFailed",
      "The endpoint {} is in service, but answered the rows of the test split with status {}: {}",
      "$.smokeTest.statusCode",
      "$.smokeTest.body",
    ),
  };
}
