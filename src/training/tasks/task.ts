// What all states that do work have in common: they keep their input, retry transient errors, and catch all others.
import { paths } from "../../../contracts/state-paths";
import type { PolicyStatement } from "../../iam";
import { defined, type JsonObject, type State } from "../asl";

export interface TaskFlow<Name extends string> {
  readonly next: Name;
  /** Where an error leads that is not retried; it is then at `$.failure`. */
  readonly onError: Name;
}

export interface TaskProps<Name extends string> extends TaskFlow<Name> {
  /** Where in the input the result goes; null drops it. Never "$", which would replace the input. */
  readonly resultPath: string | null;
  /** Selects the part of the result that later states need. @default all of it */
  readonly resultSelector?: JsonObject;
}

export interface TaskDetails {
  /** Such as `sns:publish`. */
  readonly integration: string;
  readonly parameters: JsonObject;
  readonly retry: readonly JsonObject[];
  readonly timeoutSeconds: number;
  readonly statements: readonly PolicyStatement[];
}

export abstract class Task<Name extends string> implements State<Name> {
  readonly asl: JsonObject;
  readonly next: readonly Name[];
  readonly statements: readonly PolicyStatement[];

  constructor(props: TaskProps<Name>, details: TaskDetails) {
    this.asl = defined({
      Type: "Task",
      Resource: details.integration,
      Parameters: details.parameters,
      ResultSelector: props.resultSelector,
      ResultPath: props.resultPath,
      TimeoutSeconds: details.timeoutSeconds,
      Retry: details.retry,
      Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: paths.failure, Next: props.onError }],
      Next: props.next,
    });
    this.next = [props.next, props.onError];
    this.statements = details.statements;
  }
}
