// The parameter MODEL: a model of the environment that precedes it on the command line.
import type { EnvironmentName } from "../../src/environments";
import { type Parameter, refuse } from "./command";

export function model(): Parameter<string | undefined> {
  return {
    placeholder: "MODEL",
    description: "one of the models that the environment runs",
    occurs: "maybe",
    read: async ([name], { environment }) => {
      // If the environment is invalid, its models are unknown.
      if (environment === undefined) return name;
      const { declaredEnvironment } = await import("../deploy/open-environment.js");
      const models = Object.keys(declaredEnvironment(environment as EnvironmentName).models);
      if (name === undefined || models.includes(name)) return name;
      return refuse(name, models.length > 0 ? models.join(", ") : "none: the environment runs no model", models);
    },
  };
}
