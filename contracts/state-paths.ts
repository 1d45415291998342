// Paths in the state of a run. What states read is under `$.run`, which the run's input cannot set.
import type { RunSettings } from "./run";
import type { JobStep } from "./steps";

export const paths = {
  data: "$.data",
  dataUri: "$.data.s3Uri",
  modelPackageArn: "$.modelPackageArn",
  overrides: "$.overrides",
  override: (name: keyof RunSettings) => `$.overrides.${name}`,
  defaults: "$.defaults",
  defaultInput: "$.defaults.input",
  defaultSettings: "$.defaults.settings",
  merged: "$.merged",

  run: "$.run",
  /** 12 hexadecimal digits that are part of the names of this run's jobs. */
  runId: "$.run.id",
  setting: (name: keyof RunSettings) => `$.run.settings.${name}`,
  settings: "$.run.settings",
  listed: "$.run.listed",
  listedValues: "$.run.listed.values",
  approval: "$.run.approval",
  /** How often a job was restarted after a pause. */
  attempts: (step: JobStep) => `$.run.attempts.${step}.count`,
  /** How often the endpoint was polled. */
  waits: "$.run.waits.count",

  preprocess: "$.preprocess",
  training: "$.training",
  modelUri: "$.training.modelUri",
  evaluation: "$.evaluation",
  decision: "$.decision",
  passed: "$.decision.passed",
  sample: "$.decision.sample",
  metadata: "$.decision.metadata",
  registration: "$.registration",
  registeredArn: "$.registration.ModelPackageArn",
  package: "$.package",
  packageStatus: "$.package.status",
  packageMetadata: "$.package.metadata",
  packageEvaluationUri: "$.package.metadata.evaluationUri",
  packageMetric: "$.package.metadata.metric",

  model: "$.model",
  modelName: "$.model.name",
  configuration: "$.configuration",
  configurationName: "$.configuration.name",
  endpoint: "$.endpoint",
  endpointStatus: "$.endpoint.status",
  endpointConfiguration: "$.endpoint.configuration",
  endpointReason: "$.endpoint.reason",
  smokeTest: "$.smokeTest",
  smokeTestStatus: "$.smokeTest.statusCode",
  smokeTestBody: "$.smokeTest.body",

  failure: "$.failure",
  error: "$.failure.Error",
  cause: "$.failure.Cause",
  failureDetails: "$.failure.details",
  record: "$.record",
  recordedError: "$.record.error",
  recordedCause: "$.record.cause",
} as const;

/** The last part of a path, as used in a result selector or a payload. */
export function fieldOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
