// Calls one of our Lambda functions and waits for its response.
import { type JsonObject, lambdaRetries } from "../asl";
import { Task, type TaskProps } from "./task";

export interface LambdaTaskProps<Name extends string> extends TaskProps<Name> {
  readonly functionArn: string;
  /** The event that the function gets. */
  readonly payload: JsonObject;
  readonly timeoutSeconds: number;
}

export class LambdaTask<Name extends string> extends Task<Name> {
  constructor({ functionArn, payload, timeoutSeconds, ...props }: LambdaTaskProps<Name>) {
    super(props, {
      integration: "lambda:invoke",
      parameters: { FunctionName: functionArn, Payload: payload },
      retry: lambdaRetries,
      timeoutSeconds,
      statements: [{ sid: "InvokeFunctions", actions: ["lambda:InvokeFunction"], resources: [functionArn] }],
    });
  }
}
