import type { ModelInput } from "../../src/environments";

export const model: ModelInput = {
  task: "classification",
  target: "Machine failure",
  // The first two name the row. The others are kinds of failure: they give the answer away.
  drop: ["UDI", "Product ID", "TWF", "HDF", "PWF", "OSF", "RNF"],
};
