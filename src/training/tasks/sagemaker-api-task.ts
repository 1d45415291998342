// A call of the SageMaker API that returns at once.
import type { PolicyStatement } from "../../iam";
import { type JsonObject, sdkRetries } from "../asl";
import { Task, type TaskProps } from "./task";

export interface SageMakerApiTaskProps<Name extends string> extends TaskProps<Name> {
  /** Such as "createModel". */
  readonly action: string;
  readonly parameters: JsonObject;
  readonly statements: readonly PolicyStatement[];
  /** @default errors that may pass by themselves */
  readonly retry?: readonly JsonObject[];
}

export class SageMakerApiTask<Name extends string> extends Task<Name> {
  constructor({
    action,
    parameters,
    statements,
    retry = sdkRetries("SageMaker"),
    ...props
  }: SageMakerApiTaskProps<Name>) {
    super(props, {
      integration: `aws-sdk:sagemaker:${action}`,
      parameters,
      retry,
      timeoutSeconds: 60,
      statements,
    });
  }
}
