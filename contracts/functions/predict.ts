// predict: checks a prediction request and passes it to a model's endpoint. Called in the form of an API Gateway HTTP
// API event, by the state machine after a deployment and by the command line.
import { z } from "zod";

/** Environment variables. */
export const settings = z.object({
  /** The prefix of the names of the environment's endpoints; a model's name follows. */
  ENDPOINT_PREFIX: z.string().min(1),
});
export type Settings = Readonly<Record<keyof z.input<typeof settings>, string>>;

/** The part of API Gateway's HTTP API event (payload format 2.0) that the function reads. */
export const payload = z.object({
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
  headers: z.record(z.string(), z.string().optional()).default({}),
  /** Which model to ask: its name, or the name of one of the environment's endpoints. */
  pathParameters: z.object({ model: z.string().optional(), endpointName: z.string().optional() }).nullish(),
});
export type Payload = z.input<typeof payload>;

export const contentTypes = ["application/json", "text/csv"] as const;
export type ContentType = (typeof contentTypes)[number];

/** `{"instances": [{column: value}]}`; a response with status 200 has a `Predictions` as its body. */
export interface Predictions {
  readonly predictions: readonly unknown[];
}

/** The body of any other response. */
export interface Refusal {
  readonly error: string;
}
