import type { ModelInput } from "../../src/environments";

export const model: ModelInput = {
  task: "classification",
  target: "Machine failure",
  // The first two identify the row. The others are kinds of failure: they would give the answer away.
  drop: ["UDI", "Product ID", "TWF", "HDF", "PWF", "OSF", "RNF"],
};
