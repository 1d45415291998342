// The outputs of each kind of stack, which the command line and people read with `terraform output`; in snake_case.
import { modelOfStack, type SharedStackId } from "./names";

export interface NetworkOutputs {
  readonly vpc_id: string;
  readonly private_subnet_ids: readonly string[];
}

export interface StorageOutputs {
  readonly data_bucket_name: string;
  readonly artifacts_bucket_name: string;
  readonly access_logs_bucket_name: string;
  readonly data_key_arn: string;
}

/** A stack without outputs. */
export type RetentionOutputs = Readonly<Record<never, never>>;

export interface TrainingOutputs {
  readonly failure_topic_arn: string;
  readonly start_pipeline_function_name: string;
  readonly evaluate_model_function_name: string;
  readonly predict_function_name: string;
}

export interface ModelOutputs {
  readonly state_machine_arn: string;
  readonly endpoint_name: string;
  readonly model_package_group_name: string;
  /** A CSV file uploaded here starts a run. */
  readonly upload_uri: string;
  /** What the model learns to predict. */
  readonly target: string;
  readonly task: string;
  readonly metric: string;
  /** "automatic" or "manual". */
  readonly approval: string;
  /** EventBridge's expression; "none" for a model that is trained on uploads only. */
  readonly schedule: string;
}

export interface SharedOutputs {
  readonly network: NetworkOutputs;
  readonly storage: StorageOutputs;
  readonly retention: RetentionOutputs;
  readonly training: TrainingOutputs;
}

export type OutputsOf<Id extends string> = Id extends SharedStackId
  ? SharedOutputs[Id]
  : Id extends `model-${string}`
    ? ModelOutputs
    : never;

const names: { readonly [Id in SharedStackId]: readonly (keyof SharedOutputs[Id])[] } & {
  readonly model: readonly (keyof ModelOutputs)[];
} = {
  network: ["vpc_id", "private_subnet_ids"],
  storage: ["data_bucket_name", "artifacts_bucket_name", "access_logs_bucket_name", "data_key_arn"],
  retention: [],
  training: [
    "failure_topic_arn",
    "start_pipeline_function_name",
    "evaluate_model_function_name",
    "predict_function_name",
  ],
  model: [
    "state_machine_arn",
    "endpoint_name",
    "model_package_group_name",
    "upload_uri",
    "target",
    "task",
    "metric",
    "approval",
    "schedule",
  ],
};

/** The names of a stack's outputs, for checking what Terraform returned. */
export function outputNames(stackId: string): readonly string[] {
  const kind = modelOfStack(stackId) === undefined ? stackId : "model";
  return (names as Readonly<Record<string, readonly string[]>>)[kind] ?? [];
}
