// The parameter STACK…: some stacks of an environment. They are known only after synthesis:
// cli/deploy/chosen-stacks.ts.
import type { Parameter } from "./command";
import { words } from "./parameters";

export function stacks(): Parameter<readonly string[]> {
  return words("STACK", "some of its stacks; all of them where none is named");
}
