// The parameter STACK…: some stacks of an environment, or all of them.
import type { Stack } from "../deploy/synthesized";
import { type Parameter, Refusal } from "./command";

/** In the order of deployment, whatever the order on the command line. */
export function stacks(): Parameter<readonly Stack[]> {
  return {
    placeholder: "STACK",
    description: "some of its stacks; all of them where none is named",
    occurs: "often",
    read: async (names) => {
      const { stacks: all } = await import("../deploy/synthesized.js");
      const unknown = names.filter((name) => !all.some((known) => known === name));
      if (unknown.length > 0) {
        return new Refusal(unknown.map((got) => ({ got, allowed: all.join(", "), candidates: all })));
      }
      return all.filter((stack) => names.length === 0 || names.includes(stack));
    },
  };
}
