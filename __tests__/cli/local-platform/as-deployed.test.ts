// What counts as unchanged: the same code, and the state that the deployment left.
import { mkdtempSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SynthesizedDeployment } from "../../../cli/deploy/deployment";
import { stateOf } from "../../../cli/deploy/states";
import { isAsDeployed, rememberDeployed } from "../../../cli/local-platform/as-deployed";
import type { State } from "../../../packages/terraform/state";
import { Synthesis, type SynthesizedStack } from "../../../packages/terraform/synthesis";

jest.mock("../../../cli/deploy/states", () => ({ stateOf: jest.fn() }));
jest.mock("../../../cli/deploy/stack-folder", () => ({
  stackPath: ({ folder }: { readonly folder: string }, stack: string) => `${folder}/stacks/${stack}`,
}));

const folder = mkdtempSync(join(tmpdir(), "as-deployed-"));
mkdirSync(join(folder, "stacks", "network"), { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));

const withCode = (text: string) => {
  const stack = { name: "network", dependencies: [], text } as unknown as SynthesizedStack;
  return { folder, synthesis: new Synthesis([stack]) } as unknown as SynthesizedDeployment;
};
const withState = (state: State | undefined) =>
  jest.mocked(stateOf).mockReturnValue({ read: async () => state } as never);

beforeEach(async () => {
  withState({ lineage: "one", serial: 3 });
  await rememberDeployed(withCode("code"), "network");
});

test("the same code and the same state", async () => {
  expect(await isAsDeployed(withCode("code"), "network")).toBe(true);
});

test("other code", async () => {
  expect(await isAsDeployed(withCode("other"), "network")).toBe(false);
});

test.each<[string, State | undefined]>([
  ["a later state", { lineage: "one", serial: 4 }],
  ["the state of another deployment", { lineage: "two", serial: 3 }],
  ["no state", undefined],
])("%s", async (_, state) => {
  withState(state);
  expect(await isAsDeployed(withCode("code"), "network")).toBe(false);
});

test("nothing is remembered without a state", async () => {
  withState(undefined);
  await rememberDeployed(withCode("newer"), "network");
  withState({ lineage: "one", serial: 3 });
  expect(await isAsDeployed(withCode("code"), "network")).toBe(true);
});
