// Values that a state reads at run time: a path, an intrinsic function, or a field of the context object.
import type { Json, JsonObject } from "./json";

export class Expression {
  constructor(readonly text: string) {}
}

/** A path such as `$.run.id`, a context path such as `$$.Execution.Name`, or an intrinsic function. */
export function expression(text: string): Expression {
  return new Expression(text);
}

/** `States.Format` with a `{}` for each value. */
export function format(template: string, ...values: readonly string[]): string {
  return `States.Format('${template}', ${values.join(", ")})`;
}

/** The arguments of a function, each a literal value or an expression. */
export type Fields<T> = {
  readonly [K in keyof T]: T[K] | Expression | (NonNullable<T[K]> extends object ? Fields<NonNullable<T[K]>> : never);
};

/** As a state's parameters, where the keys of expressions end in `.$`. */
export function parametersOf(fields: object): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]: [string, unknown]): [string, Json] => {
      if (value instanceof Expression) return [`${key}.$`, value.text];
      const isPlain = typeof value === "object" && value !== null && !Array.isArray(value);
      return [key, isPlain ? parametersOf(value) : (value as Json)];
    }),
  );
}

/** The context of an execution (Step Functions guide, "Context object"). */
export const execution = {
  id: "$$.Execution.Id",
  name: "$$.Execution.Name",
  input: "$$.Execution.Input",
  redriveCount: "$$.Execution.RedriveCount",
} as const;

export const retryCount = "$$.State.RetryCount";
