// What the state machine's role needs to deploy a model.
import type { PolicyStatement } from "../../iam";
import type { ModelScope } from "../../scope";

const perRun = "Models and configurations are named after runs, which are not known beforehand.";
const perModel = "A run may name another endpoint of this model.";

export function deploymentStatements(model: ModelScope) {
  const models = [model.madeBy("model")];
  const configurations = [model.madeBy("config")];
  const endpoints = model.served("endpoint");
  const one = (sid: string, action: string, resources: string[], wildcardReason: string): PolicyStatement[] => [
    { sid, actions: [`sagemaker:${action}`], resources, wildcardReason },
  ];
  return {
    createModel: one("CreateModels", "CreateModel", models, perRun),
    createEndpointConfig: one("ConfigureEndpoints", "CreateEndpointConfig", configurations, perRun),
    describeEndpoint: one("WatchEndpoints", "DescribeEndpoint", endpoints, perModel),
    createEndpoint: one("CreateEndpoints", "CreateEndpoint", [...endpoints, ...configurations], perModel),
    updateEndpoint: one("UpdateEndpoints", "UpdateEndpoint", [...endpoints, ...configurations], perModel),
    deleteEndpoint: one("ReplaceFailedEndpoints", "DeleteEndpoint", endpoints, perModel),
  };
}
