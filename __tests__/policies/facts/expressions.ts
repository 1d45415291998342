// Evaluates the expressions of a definition for an example run with typical names.
import type { World } from "../support/world";

export type Json = Readonly<Record<string, unknown>>;

/** The value of a parameter, given as text (`Name`) or as an expression (`Name.$`). */
export type Expressions = (parameters: Json, name: string) => string;

export function expressions(world: World, model: string, states: Readonly<Record<string, Json>>): Expressions {
  const { settings } = (states.SetDefaults!.Result as { readonly settings: Readonly<Record<string, string>> }) ?? {};
  const parametersOf = (state: string) => states[state]!.Parameters as Json;
  const value: Expressions = (parameters, name) => {
    const text = parameters[name];
    if (typeof text === "string") return text;
    const expression = parameters[`${name}.$`];
    if (typeof expression !== "string") throw new Error(`There is no parameter ${name}.`);
    const template = /^States\.Format\('([^']*)'/.exec(expression)?.[1];
    if (template !== undefined) return template.replaceAll("{}", "1");
    const setting = /^\$\.run\.settings\.(\w+)$/.exec(expression)?.[1];
    if (setting !== undefined) return settings[setting]!;
    const known = paths[expression];
    if (known) return known();
    throw new Error(`What ${expression} gives is not known: add it to ${__filename}.`);
  };
  /** The run's input, or a result of an earlier state. */
  const paths: Readonly<Record<string, () => string>> = {
    "$.data.s3Uri": () => `s3://${world.of("storage/Data", "bucket")}/incoming/${model}/data.csv`,
    "$.training.modelUri": () =>
      `${value(parametersOf("Train").OutputDataConfig as Json, "S3OutputPath")}/train-1/output/model.tar.gz`,
    "$.configuration.name": () => value(parametersOf("CreateEndpointConfig"), "EndpointConfigName"),
    "$.modelPackageArn": () => world.arn("sagemaker", `model-package/${settings.modelPackageGroupName}/1`),
  };
  return value;
}
