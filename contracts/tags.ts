// How resources are labelled for other programs: tags in AWS, notes in the synthesized Terraform JSON.

/** Keys of the tags that the platform puts on every resource that takes tags. */
export const tagKeys = {
  project: "Project",
  environment: "Environment",
  stack: "Stack",
  /** On resources that belong to one model. */
  model: "Model",
  managedBy: "ManagedBy",
  /** The path of the construct that made the resource, such as `network/Vpc/Resource`. */
  constructPath: "ConstructPath",
} as const;

/** Notes under a resource's key `//` in cdk.tf.json. */
export const notes = {
  /** Sid of a statement -> the reason why its wildcard cannot be narrower. */
  wildcardReasons: "wildcardReasons",
  /** ID of a checkov check -> the reason why it is suppressed. */
  suppressions: "checkov",
} as const;
