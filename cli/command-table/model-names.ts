// The parameter MODEL: one of those that the environment before it on the command line runs.
import type { EnvironmentName } from "../../src/environments";
import { type Parameter, refuse } from "./command";

export function model(): Parameter<string | undefined> {
  return {
    placeholder: "MODEL",
    description: "one of the models that the environment runs",
    occurs: "maybe",
    read: async ([name], { environment }) => {
      // Where the environment is wrong, nobody can say which models it has.
      if (environment === undefined) return name;
      const { declaredEnvironment } = await import("../deploy/open-environment.js");
      const models = Object.keys(declaredEnvironment(environment as EnvironmentName).models);
      if (name === undefined || models.includes(name)) return name;
      return refuse(name, models.length > 0 ? models.join(", ") : "none: the environment runs no model", models);
    },
  };
}
