// Waits until the endpoint serves the requested model, and tests it. An update that was rolled back looks like a
// success: the endpoint is in service, but with the old configuration.
import type { Payload } from "../../../contracts/functions/predict";
import { paths } from "../../../contracts/state-paths";
import type { StateName } from "../../../contracts/state-names";
import type { PolicyStatement } from "../../iam";
import {
  all,
  choice,
  expression,
  type Fields,
  format,
  isBelow,
  isNumber,
  isOneOf,
  isSameText,
  isText,
  parametersOf,
  pass,
  wait,
} from "../asl";
import type { TrainingDefinitionProps } from "../definition-props";
import { LambdaTask, SageMakerApiTask } from "../tasks";
import { count } from "./capacity-retry";

/** Statuses (API reference, DescribeEndpoint) in which an endpoint cannot be changed yet. */
export const busyStatuses = ["Creating", "Updating", "SystemUpdating", "RollingBack", "Deleting"];

/** The number of polls in one hour, limited so that the execution's history (25,000 events) never fills up. */
export function maxPolls(pollSeconds: number): number {
  return Math.min(1500, Math.ceil(3600 / pollSeconds));
}

const endpointName = { "EndpointName.$": paths.setting("endpointName") };

/** One sentence about the endpoint, as a failure. */
function problem(error: string, sentence: string, ...values: readonly string[]) {
  return pass<StateName>({
    parameters: { Error: error, "Cause.$": format(sentence, paths.setting("endpointName"), ...values) },
    resultPath: paths.failure,
    next: "DescribeFailure",
  });
}

export function endpointWaitStates(props: TrainingDefinitionProps, describe: readonly PolicyStatement[]) {
  const { pollSeconds } = props.model.model.training;
  return {
    WaitForEndpoint: wait<StateName>({ seconds: pollSeconds, next: "CheckEndpoint" }),
    CheckEndpoint: new SageMakerApiTask<StateName>({
      action: "describeEndpoint",
      parameters: endpointName,
      statements: describe,
      resultSelector: { "status.$": "$.EndpointStatus", "configuration.$": "$.EndpointConfigName" },
      resultPath: paths.endpoint,
      next: "JudgeEndpoint",
      onError: "ReadCause",
    }),
    JudgeEndpoint: choice<StateName>({
      rules: [
        {
          when: all(
            isText(paths.endpointStatus, "InService"),
            isSameText(paths.endpointConfiguration, paths.configurationName),
          ),
          next: "SmokeTest",
        },
        { when: isText(paths.endpointStatus, "InService"), next: "UpdateRolledBack" },
        {
          when: all(isOneOf(paths.endpointStatus, busyStatuses), isBelow(paths.waits, maxPolls(pollSeconds))),
          next: "CountWait",
        },
        { when: isOneOf(paths.endpointStatus, busyStatuses), next: "EndpointTooSlow" },
        { when: isText(paths.endpointStatus, "Failed"), next: "ReadEndpointFailure" },
      ],
      otherwise: "EndpointUnusable",
    }),
    CountWait: count(paths.waits, "WaitForEndpoint"),
    EndpointTooSlow: problem(
      "EndpointTooSlow",
      `The endpoint {} is still {} after ${maxPolls(pollSeconds)} checks, ${pollSeconds} s apart.`,
      paths.endpointStatus,
    ),
    UpdateRolledBack: problem(
      "UpdateRolledBack",
      "The endpoint {} was rolled back to the configuration {} instead of {}: the new model did not start. See its log in /aws/sagemaker/Endpoints/.",
      paths.endpointConfiguration,
      paths.configurationName,
    ),
    EndpointUnusable: problem("EndpointUnusable", "The endpoint {} ended in the status {}.", paths.endpointStatus),
    ReadEndpointFailure: new SageMakerApiTask<StateName>({
      action: "describeEndpoint",
      parameters: endpointName,
      statements: describe,
      // Only an endpoint that failed has a reason; selecting it from any other would be an error.
      resultSelector: { "reason.$": "$.FailureReason" },
      resultPath: paths.endpoint,
      next: "EndpointFailed",
      onError: "ReadCause",
    }),
    EndpointFailed: problem("EndpointFailed", "The endpoint {} could not be started: {}", paths.endpointReason),
    SmokeTest: new LambdaTask<StateName>({
      functionArn: props.functions.predictArn,
      payload: parametersOf({
        body: expression(`States.JsonToString(${paths.sample})`),
        isBase64Encoded: false,
        headers: { "content-type": "application/json" },
        pathParameters: { endpointName: expression(paths.setting("endpointName")) },
      } satisfies Fields<Payload>),
      timeoutSeconds: 150,
      resultSelector: { "statusCode.$": "$.Payload.statusCode", "body.$": "$.Payload.body" },
      resultPath: paths.smokeTest,
      next: "JudgeSmokeTest",
      onError: "ReadCause",
    }),
    JudgeSmokeTest: choice<StateName>({
      rules: [{ when: isNumber(paths.smokeTestStatus, 200), next: "ReportDeployed" }],
      otherwise: "SmokeTestFailed",
    }),
    SmokeTestFailed: problem(
      "SmokeTestFailed",
      "The endpoint {} is in service, but answered the rows of the test split with status {}: {}",
      paths.smokeTestStatus,
      paths.smokeTestBody,
    ),
  };
}
