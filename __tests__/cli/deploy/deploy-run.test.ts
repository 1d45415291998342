// The order of a deployment: what starts when, and what happens to the others when one fails. Terraform is mocked.
import { type DeployOptions, DeployRun } from "../../../cli/deploy/deploy-run";
import type { SynthesizedDeployment } from "../../../cli/deploy/deployment";
import { planStack } from "../../../cli/deploy/plan-stack";
import { stackFolder } from "../../../cli/deploy/stack-folder";
import type { PlannedStack } from "../../../packages/terraform/planned-stack";
import { Synthesis, type SynthesizedStack } from "../../../packages/terraform/synthesis";
import { TerraformError } from "../../../packages/terraform/terraform-error";
import { environment } from "../../support/environments";

// Factories, because jest would load AWS's clients only to see what it has to mock.
jest.mock("../../../cli/deploy/plan-stack", () => ({ planStack: jest.fn() }));
jest.mock("../../../cli/deploy/stack-folder", () => ({ stackFolder: jest.fn() }));

/** storage is slow to settle, and only retention waits for it alone. */
const dependencies = {
  network: [],
  storage: [],
  retention: ["storage"],
  training: ["network", "storage"],
  "model-a": ["training"],
} as const;
type Name = keyof typeof dependencies;
const names = Object.keys(dependencies) as Name[];

let events: string[];
let unchanged: readonly string[];
let plans: Readonly<Record<string, PlannedStack>>;
const applies = new Map<string, { done: () => void; failed: (error: unknown) => void }>();

beforeEach(() => {
  events = [];
  unchanged = [];
  plans = {};
  applies.clear();
  jest.mocked(planStack).mockImplementation(async (_deployment, stack) => {
    events.push(`plan ${stack}`);
    return plans[stack] ?? planned(stack);
  });
  jest.mocked(stackFolder).mockImplementation(
    async (_deployment, stack) =>
      ({
        path: "/none",
        removePlan: () => undefined,
        applyPlan: () => {
          events.push(`apply ${stack}`);
          return new Promise<void>((done, failed) => applies.set(stack, { done, failed }));
        },
      }) as never,
  );
});

function planned(stack: string): PlannedStack {
  const actions = unchanged.includes(stack) ? (["no-op"] as const) : (["create"] as const);
  const change = { address: "aws_vpc.A", mode: "managed" as const, type: "aws_vpc", name: "A" };
  const plan = { format_version: "1.2", resource_changes: [{ ...change, change: { actions: [...actions] } }] };
  return { stack, status: "planned", plan, warnings: [] };
}

function begin(options: Partial<DeployOptions> = {}, agreed = async () => true) {
  const stacks = names.map((name) => ({ name, dependencies: dependencies[name] }) as unknown as SynthesizedStack);
  const deployment = {
    environment: environment("dev"),
    again: "npm run deploy -- dev",
    synthesis: new Synthesis(stacks),
  } as SynthesizedDeployment;
  const progress = { now: () => undefined, note: (text: string) => events.push(text), ask: <T>(ask: () => T) => ask() };
  const run = new DeployRun(deployment, { stacks: names, yes: true, ...options }, progress, agreed).run();
  run.catch(() => undefined);
  return run;
}

const settle = () => new Promise((done) => setTimeout(done, 20));

async function finish(stack: Name, error?: unknown): Promise<void> {
  if (error) applies.get(stack)!.failed(error);
  else applies.get(stack)!.done();
  await settle();
}

const failure = (...lines: string[]) => new TerraformError({ what: "It failed", lines, log: "log", again: "again" });

test("a stack begins as soon as those that it depends on are done, whatever else is at work", async () => {
  const run = begin();
  await settle();
  expect([...applies.keys()]).toEqual(["network", "storage"]);
  await finish("storage");
  expect([...applies.keys()]).toEqual(["network", "storage", "retention"]);
  await finish("network");
  await finish("training");
  expect([...applies.keys()]).toEqual(["network", "storage", "retention", "training", "model-a"]);
  await finish("model-a");
  await finish("retention");
  expect(await run).toEqual(["storage", "network", "training", "model-a", "retention"]);
});

describe("an eager deployment", () => {
  /** Plans of the stack take as long as the test wants. */
  function slowly(slow: Name): () => void {
    let go = () => undefined as void;
    const wait = new Promise<void>((done) => (go = done));
    const plan = jest.mocked(planStack).getMockImplementation()!;
    jest.mocked(planStack).mockImplementation(async (deployment, stack) => {
      if (stack === slow) await wait;
      return plan(deployment, stack);
    });
    return go;
  }

  test("applies a stack while another is still being planned, and otherwise keeps the order", async () => {
    const go = slowly("network");
    const run = begin({ eager: true });
    await settle();
    expect([...applies.keys()]).toEqual(["storage"]);
    await finish("storage");
    expect([...applies.keys()]).toEqual(["storage", "retention"]);
    go();
    await settle();
    for (const stack of ["network", "training", "model-a", "retention"] as const) await finish(stack);
    expect(await run).toEqual(["storage", "network", "training", "model-a", "retention"]);
  });

  test("applies nothing more once something has failed, and waits for what is at work", async () => {
    const go = slowly("network");
    const run = begin({ eager: true });
    await settle();
    await finish("storage", failure("Error: no room"));
    go();
    await expect(run).rejects.toThrow("It failed:\n  Error: no room");
    expect([...applies.keys()]).toEqual(["storage"]);
    expect(events).toContain("plan network");
  });

  test("says of every stack why it cannot be planned", async () => {
    plans = {
      network: { stack: "network", status: "failed", error: "  Error: bad" },
      storage: { stack: "storage", status: "failed", error: "  Error: worse" },
    };
    await expect(begin({ eager: true })).rejects.toThrow(
      "Stack network cannot be planned:\n  Error: bad\nStack storage cannot be planned:\n  Error: worse",
    );
  });
});

test("what has nothing to change is done at once", async () => {
  unchanged = ["network", "storage", "training", "retention"];
  const settled: [string, boolean][] = [];
  const run = begin({ onSettled: (stack, changed) => settled.push([stack, changed]) });
  await settle();
  expect([...applies.keys()]).toEqual(["model-a"]);
  await finish("model-a");
  expect(await run).toEqual(["model-a"]);
  expect(settled).toContainEqual(["network", false]);
  expect(settled).toContainEqual(["model-a", true]);
});

test("when one fails, those at work finish, and nothing else begins", async () => {
  const run = begin();
  await settle();
  await finish("network", failure("Error: no room"));
  let ended = false;
  run.then(
    () => undefined,
    () => (ended = true),
  );
  await settle();
  expect(ended).toBe(false);
  await finish("storage");
  await expect(run).rejects.toThrow("It failed:\n  Error: no room");
  expect([...applies.keys()]).toEqual(["network", "storage"]);
});

test("a name that is taken: says that a run was killed, and how to recover", async () => {
  const run = begin();
  await settle();
  await finish("network", failure("Error: EntityAlreadyExists: Role with name x already exists."));
  await finish("storage");
  await expect(run).rejects.toThrow(/the state does not know it: a run was killed .* npm run recover -- dev$/);
});

test("the person is asked once for what can be planned together, and may say no later on", async () => {
  const answers = [true, false];
  const run = begin({ yes: false }, async () => {
    events.push("asked");
    return answers.shift()!;
  });
  await settle();
  expect(events).toEqual([
    "plan network",
    "plan storage",
    "network: 1 to add",
    "storage: 1 to add",
    "asked",
    "apply network",
    "apply storage",
  ]);
  await finish("network");
  await finish("storage");
  expect(await run).toBeUndefined();
  expect([...applies.keys()]).toEqual(["network", "storage"]);
});

test("the gate sees what is planned, and what is settled before", async () => {
  unchanged = ["network"];
  const seen: unknown[] = [];
  const gate = (all: readonly PlannedStack[], settled: readonly string[]) => {
    seen.push([all.map(({ stack }) => stack), [...settled]]);
    if (all.some(({ stack }) => stack === "training")) throw failure("Error: something else was reviewed");
  };
  const run = begin({ gate });
  await settle();
  await finish("storage");
  await expect(run).rejects.toThrow("something else was reviewed");
  expect(seen).toEqual([
    [["network", "storage"], []],
    [
      ["retention", "training"],
      ["network", "storage"],
    ],
  ]);
  expect([...applies.keys()]).toEqual(["storage"]);
});

test("what cannot be planned is said for all stacks at once, and nothing of them is applied", async () => {
  plans = {
    network: { stack: "network", status: "failed", error: "  Error: bad" },
    storage: { stack: "storage", status: "pending", waitsFor: ["base"] },
  };
  await expect(begin()).rejects.toThrow(
    "Stack network cannot be planned:\n  Error: bad\n" +
      "Stack storage reads outputs of base, not deployed yet. Deploy them too: npm run deploy -- dev base storage",
  );
  expect(applies.size).toBe(0);
});

test("adoption comes before the plan, and refuses what is somebody else's", async () => {
  const adoption = {
    prepare: async (stack: string) => void events.push(`adopt ${stack}`),
    refusals: ({ stack }: { stack: string }) => (stack === "storage" ? ["storage is theirs"] : []),
  };
  await expect(begin({ adoption })).rejects.toThrow("storage is theirs");
  expect(events.indexOf("adopt network")).toBeLessThan(events.indexOf("plan network"));
  expect(applies.size).toBe(0);
});

describe("stacks that may be left alone", () => {
  test("are not planned, and those that read from them begin at once", async () => {
    const run = begin({ leave: async (stack) => stack !== "model-a" });
    await settle();
    await finish("model-a");
    expect(await run).toEqual(["model-a"]);
    expect(events.filter((event) => event.startsWith("plan "))).toEqual(["plan model-a"]);
    expect(events).toContain("storage: as it was deployed");
  });

  test("are planned after a change to what they read from", async () => {
    const run = begin({ leave: async (stack) => stack !== "storage" });
    await settle();
    await finish("storage");
    await finish("retention");
    await finish("training");
    await finish("model-a");
    expect(await run).toEqual(["storage", "retention", "training", "model-a"]);
    expect(events).toContain("network: as it was deployed");
  });
});
