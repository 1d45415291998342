// What the code does, the roles allow: read from the state machine's definition and from the source of the functions.
import { clientCalls, callsIn, functionFolders } from "./facts/lambda-source";
import { functions, requestsOf } from "./facts/lambda-calls";
import { taskCalls } from "./facts/state-machine";
import { ownAccount } from "./support/environments";
import { unexpected } from "./support/simulate";

describe.each(["dev", "prod"] as const)("%s", (name) => {
  const world = ownAccount(name);
  const tasks = taskCalls(world);

  it.each(tasks)("the state machine may run $state", async ({ requests }) => {
    expect(requests.length).toBeGreaterThan(0);
    expect(await unexpected(world, world.role("pipeline/StateMachine/Role"), requests, "Allowed")).toEqual([]);
  });

  it.each(tasks.filter(({ onBehalf }) => onBehalf.length > 0))("the job of $state may move its data", async (task) => {
    expect(await unexpected(world, world.role("pipeline/JobRole"), task.onBehalf, "Allowed")).toEqual([]);
  });

  it("speaks of jobs that read and write", () => {
    expect(tasks.filter(({ onBehalf }) => onBehalf.length > 2).map(({ state }) => state)).toEqual([
      "Preprocess",
      "Train",
      "Evaluate",
    ]);
  });

  describe.each(Object.entries(functions))("%s", (path, folder) => {
    const known = requestsOf(world, folder);

    it("calls what is known here, and nothing else", () => {
      expect(clientCalls(folder)).toEqual(Object.keys(known).sort());
    });

    it.each(Object.entries(known))("may %s", async (_, requests) => {
      expect(await unexpected(world, world.role(`${path}/Role`), requests, "Allowed")).toEqual([]);
    });
  });
});

it("every function of lambda-src is among them", () => {
  expect(functionFolders().sort()).toEqual([...Object.values(functions), "shared"].sort());
  expect(clientCalls("shared")).toEqual([]);
});

it("finds commands and paginators in a source, and no clients or types", () => {
  const source = `import {\n  CopyObjectCommand,\n  paginateListModelPackages,\n  type S3Client,\n} from "@aws-sdk/client-s3";`;
  expect(callsIn(source)).toEqual(["client-s3 CopyObjectCommand", "client-s3 paginateListModelPackages"]);
});
