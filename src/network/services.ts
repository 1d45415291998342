// The AWS services reachable from the VPC, and those for which an environment pays for an interface endpoint.

/**
 * Service (the last part of `com.amazonaws.<region>.<service>`) -> construct id of its interface endpoint. Ids are
 * stable, because a new one would replace the endpoint. To offer another service, add a line.
 */
const interfaceEndpoints = {
  states: "States",
  sns: "Sns",
  "sagemaker.api": "SageMakerApi",
  "sagemaker.runtime": "SageMakerRuntime",
} as const;

/** A service behind an interface endpoint, which is billed by the hour. */
export type InterfaceService = keyof typeof interfaceEndpoints;

/** S3 is behind a gateway endpoint, which is free and always exists. */
export type Service = "s3" | InterfaceService;

/** The services that a consumer reaches, each with the reason why it calls them. */
export type Reach = Readonly<Partial<Record<Service, string>>>;

/** Services that need an interface endpoint: exactly those the consumers reach. */
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
