// Deploys a model package to an endpoint, which is created or updated.
import { paths } from "../../../contracts/state-paths";
import type { StateName } from "../../../contracts/state-names";
import { all, choice, isBelow, isOneOf, matches, matchesAny, retry, wait } from "../asl";
import type { TrainingDefinitionProps } from "../definition-props";
import { nameExpression, nameInArn, SageMakerApiTask } from "../tasks";
import { deploymentStatements } from "./deployment-statements";
import { busyStatuses, endpointWaitStates, maxPolls } from "./endpoint-wait-states";
import { modelParameters, productionVariant, variantKey } from "./model-parameters";
import { count } from "./capacity-retry";

/** Statuses (API reference, DescribeEndpoint) that can only be resolved by creating the endpoint again. */
const brokenStatuses = ["Failed", "OutOfService", "UpdateRollbackFailed"];

const endpointName = { "EndpointName.$": paths.setting("endpointName") };

export function deploymentStates(props: TrainingDefinitionProps) {
  const { model } = props;
  const { pollSeconds } = model.model.training;
  const statements = deploymentStatements(model);
  const change = { ...endpointName, "EndpointConfigName.$": paths.configurationName };
  return {
    CreateModel: new SageMakerApiTask<StateName>({
      action: "createModel",
      parameters: { "ModelName.$": nameExpression(model.jobNamePrefix("model")), ...modelParameters(props) },
      statements: statements.createModel,
      resultSelector: { "name.$": nameInArn("$.ModelArn") },
      resultPath: paths.model,
      next: "CreateEndpointConfig",
      onError: "ReadCause",
    }),
    CreateEndpointConfig: new SageMakerApiTask<StateName>({
      action: "createEndpointConfig",
      parameters: {
        "EndpointConfigName.$": nameExpression(model.jobNamePrefix("config")),
        ProductionVariants: [productionVariant(model.model.endpoint)],
        ...variantKey(props),
      },
      statements: statements.createEndpointConfig,
      resultSelector: { "name.$": nameInArn("$.EndpointConfigArn") },
      resultPath: paths.configuration,
      next: "DescribeEndpoint",
      onError: "ReadCause",
    }),
    DescribeEndpoint: new SageMakerApiTask<StateName>({
      action: "describeEndpoint",
      parameters: endpointName,
      statements: statements.describeEndpoint,
      // A missing endpoint and a throttled call have the same error name; DescribeFailed tells them apart.
      retry: [retry({ errors: ["SageMaker.SdkClientException"], intervalSeconds: 2, maxAttempts: 4 })],
      resultSelector: { "status.$": "$.EndpointStatus" },
      resultPath: paths.endpoint,
      next: "ChooseEndpointAction",
      onError: "DescribeFailed",
    }),
    DescribeFailed: choice<StateName>({
      rules: [
        { when: matches(paths.cause, "*Could not find*"), next: "CreateEndpoint" },
        {
          when: all(
            matchesAny(paths.cause, ["*Rate exceeded*", "*Throttl*", "*Status Code: 5*"]),
            isBelow(paths.waits, maxPolls(pollSeconds)),
          ),
          next: "CountBusy",
        },
      ],
      otherwise: "ReadCause",
    }),
    ChooseEndpointAction: choice<StateName>({
      rules: [
        {
          when: all(isOneOf(paths.endpointStatus, busyStatuses), isBelow(paths.waits, maxPolls(pollSeconds))),
          next: "CountBusy",
        },
        { when: isOneOf(paths.endpointStatus, busyStatuses), next: "EndpointTooSlow" },
        { when: isOneOf(paths.endpointStatus, brokenStatuses), next: "DeleteEndpoint" },
      ],
      otherwise: "UpdateEndpoint",
    }),
    CountBusy: count(paths.waits, "WaitWhileBusy"),
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
