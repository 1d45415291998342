// What stands on and beside resources for others to find: tags in AWS, notes in the synthesized Terraform JSON.

/** Keys of the tags that the provider puts on everything. */
export const tagKeys = {
  project: "Project",
  environment: "Environment",
  stack: "Stack",
  /** On what belongs to one model. */
  model: "Model",
  /** The path of the construct that made the resource, such as `network/Vpc/Resource`. */
  constructPath: "ConstructPath",
} as const;

/** Notes under a resource's key `//` in cdk.tf.json. */
export const notes = {
  /** Sid of a statement -> why its wildcard cannot be narrower. */
  wildcardReasons: "wildcardReasons",
  /** Check of checkov -> why it is suppressed. */
  suppressions: "checkov",
} as const;
