// What the pipeline learns unless an environment says otherwise: AI4I 2020 predictive maintenance (UC Irvine id 601).
// UDI and Product ID name the row; TWF, HDF, PWF, OSF and RNF are the kinds of failure, so they give the answer away.
export const ai4i = {
  target: "Machine failure",
  drop: ["UDI", "Product ID", "TWF", "HDF", "PWF", "OSF", "RNF"],
  task: "classification" as const,
};
