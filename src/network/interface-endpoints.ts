// Which AWS services need an interface endpoint, and why. No used service may lack one, no unused one may cost money.
import type { Environment } from "../environments";

export interface InterfaceEndpoint {
  /** Construct id: stable, because a new one would replace the endpoint. */
  readonly id: string;
  /** The service's part of `com.amazonaws.<region>.<service>`. */
  readonly service: string;
  /** Who calls the service from within the VPC. */
  readonly reason: string;
  readonly usedBy: (environment: Environment) => boolean;
}

const functions = ({ network }: Environment) => network.lambdasInVpc;

/**
 * Jobs and model containers need none: SageMaker itself pulls their images and ships their logs, and the scripts talk to
 * S3 only, through the gateway endpoint. The same holds for the logs of Lambda functions.
 */
export const interfaceEndpoints: readonly InterfaceEndpoint[] = [
  { id: "States", service: "states", reason: "start-pipeline starts executions", usedBy: functions },
  { id: "Sns", service: "sns", reason: "start-pipeline reports uploads that it cannot use", usedBy: functions },
  {
    id: "SageMakerApi",
    service: "sagemaker.api",
    reason: "evaluate-model asks the registry for the champion",
    usedBy: functions,
  },
  { id: "SageMakerRuntime", service: "sagemaker.runtime", reason: "predict invokes the endpoint", usedBy: functions },
];

export function interfaceEndpointsOf(environment: Environment): InterfaceEndpoint[] {
  return interfaceEndpoints.filter(({ usedBy }) => usedBy(environment));
}
