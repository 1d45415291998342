// The AWS services that can be reached from within the VPC, and which of them an environment pays an interface endpoint for.

/**
 * Service (the last part of `com.amazonaws.<region>.<service>`) -> construct id of its interface endpoint. Ids are stable,
 * because a new one would replace the endpoint. A service that is missing here is added with a line.
 */
const interfaceEndpoints = {
  states: "States",
  sns: "Sns",
  "sagemaker.api": "SageMakerApi",
  "sagemaker.runtime": "SageMakerRuntime",
} as const;

/** A service behind an interface endpoint, which is paid for by the hour. */
export type InterfaceService = keyof typeof interfaceEndpoints;

/** S3 is behind a gateway endpoint, which costs nothing and is always there. */
export type Service = "s3" | InterfaceService;

/** The services that a consumer reaches, each with the reason why it calls it. */
export type Reach = Readonly<Partial<Record<Service, string>>>;

/** Those that need an interface endpoint: what the consumers reach, and nothing else. */
export function interfaceServices(reaches: readonly Reach[]): InterfaceService[] {
  const reached = new Set(reaches.flatMap((reach) => Object.keys(reach)));
  return services().filter((service) => reached.has(service));
}

export function endpointId(service: InterfaceService): string {
  return interfaceEndpoints[service];
}

export function isInterfaceService(service: string): service is InterfaceService {
  return service in interfaceEndpoints;
}

function services(): InterfaceService[] {
  return Object.keys(interfaceEndpoints).filter(isInterfaceService);
}
