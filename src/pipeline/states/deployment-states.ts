// From a model package to an endpoint that serves it, created or updated.
import { all, choice, isBelow, isOneOf, matches, matchesAny, retry, wait } from "../asl";
import type { PipelineDefinitionProps } from "../definition-props";
import type { StateName } from "../state-names";
import { nameExpression, nameInArn, SageMakerApiTask } from "../tasks";
import { deploymentStatements } from "./deployment-statements";
import { busyStatuses, endpointWaitStates, mostWaits, waitsPath } from "./endpoint-wait-states";
import { modelParameters, productionVariant, variantKey } from "./model-parameters";
import { count } from "./patient-job";

/** Statuses (API reference, DescribeEndpoint) that only a new endpoint gets out of. */
const brokenStatuses = ["Failed", "OutOfService", "UpdateRollbackFailed"];

const endpointName = { "EndpointName.$": "$.run.settings.endpointName" };

export function deploymentStates(props: PipelineDefinitionProps) {
  const { pollSeconds } = props.environment.pipeline;
  const statements = deploymentStatements(props);
  const change = { ...endpointName, "EndpointConfigName.$": "$.configuration.name" };
  return {
    CreateModel: new SageMakerApiTask<StateName>({
      action: "createModel",
      parameters: { "ModelName.$": nameExpression(props.environment.name, "model"), ...modelParameters(props) },
      statements: statements.createModel,
      resultSelector: { "name.$": nameInArn("$.ModelArn") },
      resultPath: "$.model",
      next: "CreateEndpointConfig",
      onError: "ReadCause",
    }),
    CreateEndpointConfig: new SageMakerApiTask<StateName>({
      action: "createEndpointConfig",
      parameters: {
        "EndpointConfigName.$": nameExpression(props.environment.name, "config"),
        ProductionVariants: [productionVariant(props.environment.endpoint)],
        ...variantKey(props),
      },
      statements: statements.createEndpointConfig,
      resultSelector: { "name.$": nameInArn("$.EndpointConfigArn") },
      resultPath: "$.configuration",
      next: "DescribeEndpoint",
      onError: "ReadCause",
    }),
    DescribeEndpoint: new SageMakerApiTask<StateName>({
      action: "describeEndpoint",
      parameters: endpointName,
      statements: statements.describeEndpoint,
      // A missing endpoint has the same error name as a throttled call: DescribeFailed tells them apart.
      retry: [retry({ errors: ["SageMaker.SdkClientException"], intervalSeconds: 2, maxAttempts: 4 })],
      resultSelector: { "status.$": "$.EndpointStatus" },
      resultPath: "$.endpoint",
      next: "ChooseEndpointAction",
      onError: "DescribeFailed",
    }),
    DescribeFailed: choice<StateName>({
      rules: [
        { when: matches("$.failure.Cause", "*Could not find*"), next: "CreateEndpoint" },
        {
          when: all(
            matchesAny("$.failure.Cause", ["*Rate exceeded*", "*Throttl*", "*Status Code: 5*"]),
            isBelow(waitsPath, mostWaits(pollSeconds)),
          ),
          next: "CountBusy",
        },
      ],
      otherwise: "ReadCause",
    }),
    ChooseEndpointAction: choice<StateName>({
      rules: [
        {
          when: all(isOneOf("$.endpoint.status", busyStatuses), isBelow(waitsPath, mostWaits(pollSeconds))),
          next: "CountBusy",
        },
        { when: isOneOf("$.endpoint.status", busyStatuses), next: "EndpointTooSlow" },
        { when: isOneOf("$.endpoint.status", brokenStatuses), next: "DeleteEndpoint" },
      ],
      otherwise: "UpdateEndpoint",
    }),
    CountBusy: count(waitsPath, "WaitWhileBusy"),
    WaitWhileBusy: wait<StateName>({ seconds: pollSeconds, next: "DescribeEndpoint" }),
    DeleteEndpoint: new SageMakerApiTask<StateName>({
      action: "deleteEndpoint",
      parameters: endpointName,
      statements: statements.deleteEndpoint,
      resultPath: null,
      next: "CountBusy",
      onError: "ReadCause",
    }),
    CreateEndpoint: new SageMakerApiTask<StateName>({
      action: "createEndpoint",
      parameters: change,
      statements: statements.createEndpoint,
      resultPath: null,
      next: "WaitForEndpoint",
      onError: "ReadCause",
    }),
    UpdateEndpoint: new SageMakerApiTask<StateName>({
      action: "updateEndpoint",
      parameters: change,
      statements: statements.updateEndpoint,
      resultPath: null,
      next: "WaitForEndpoint",
      onError: "ReadCause",
    }),
    ...endpointWaitStates(props, statements.describeEndpoint),
  };
}
