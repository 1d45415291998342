// What the state machine's role needs in order to deploy.
import type { PolicyStatement } from "../../iam";
import type { PipelineDefinitionProps } from "../definition-props";
import { runName } from "../../naming";

const perExecution = "Models and configurations are named after executions, which are not known beforehand.";
const perEnvironment = "An execution may name another endpoint of this environment.";

export function deploymentStatements({ environment, namePrefix }: PipelineDefinitionProps) {
  const arn = (resource: string) => `arn:aws:sagemaker:${environment.region}:${environment.account}:${resource}`;
  const [models, configurations, endpoints] = [
    arn(`model/${runName(environment.name, "model")}-*`),
    arn(`endpoint-config/${runName(environment.name, "config")}-*`),
    arn(`endpoint/${namePrefix}*`),
  ];
  const one = (sid: string, action: string, resources: string[], wildcardReason: string): PolicyStatement[] => [
    { sid, actions: [`sagemaker:${action}`], resources, wildcardReason },
  ];
  return {
    createModel: one("CreateModels", "CreateModel", [models], perExecution),
    createEndpointConfig: one("ConfigureEndpoints", "CreateEndpointConfig", [configurations], perExecution),
    describeEndpoint: one("WatchEndpoints", "DescribeEndpoint", [endpoints], perEnvironment),
    createEndpoint: one("CreateEndpoints", "CreateEndpoint", [endpoints, configurations], perEnvironment),
    updateEndpoint: one("UpdateEndpoints", "UpdateEndpoint", [endpoints, configurations], perEnvironment),
    deleteEndpoint: one("ReplaceFailedEndpoints", "DeleteEndpoint", [endpoints], perEnvironment),
  };
}
