// The roles allow what the code does, as read from the state machine's definition and the source of the functions.
import { clientCalls, callsIn, functionFolders } from "./facts/client-calls";
import { functions, requestsOf } from "./facts/lambda-calls";
import { taskCalls } from "./facts/state-machine";
import { ownAccount } from "./support/environments";
import { unexpected } from "./support/simulate";

describe.each(["dev", "prod"] as const)("%s", (name) => {
  const world = ownAccount(name);
  const model = "machine-failure";
  const tasks = taskCalls(world, model);

  it.each(tasks)("the state machine may run $state", async ({ requests }) => {
    expect(requests.length).toBeGreaterThan(0);
    expect(await unexpected(world, world.role(`model-${model}/StateMachine/Role`), requests, "Allowed")).toEqual([]);
  });

  it.each(tasks.filter(({ onBehalf }) => onBehalf.length > 0))("the job of $state may move its data", async (task) => {
    expect(await unexpected(world, world.role(`model-${model}/JobRole`), task.onBehalf, "Allowed")).toEqual([]);
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

describe("functions in the VPC", () => {
  const world = ownAccount("prod");
  /** SDK client -> the service's name in endpoints. */
  const services: Readonly<Record<string, string>> = {
    "client-s3": "s3",
    "client-sagemaker": "sagemaker.api",
    "client-sagemaker-runtime": "sagemaker.runtime",
    "client-sfn": "states",
    "client-sns": "sns",
  };
  const calls = Object.entries(functions).flatMap(([path, folder]) =>
    Object.entries(requestsOf(world, folder)).map(([call, requests]) => ({ path, call, requests })),
  );

  it.each(calls)("$path reaches $call through an endpoint", async ({ path, call, requests }) => {
    const through = world.endpointPolicy(services[call.split(" ")[0]!]!);
    expect(through).toBeDefined();
    const role = world.role(`${path}/Role`);
    expect(
      await unexpected(
        world,
        role,
        requests.map((one) => ({ ...one, through })),
        "Allowed",
      ),
    ).toEqual([]);
  });

  it("carry nothing to a bucket of another account", async () => {
    const through = world.endpointPolicy("s3");
    const context = { "aws:ResourceAccount": "999999999999" };
    // Even with a role that may write anywhere.
    const role = { ...world.role("training/Functions/StartPipeline/Role"), boundary: undefined, policies: [anything] };
    const request = { action: "s3:PutObject", resource: "arn:aws:s3:::elsewhere/data.csv" };
    expect(await unexpected(world, role, [request], "Allowed")).toEqual([]);
    expect(await unexpected(world, role, [{ ...request, context, through }], "denied")).toEqual([]);
  });
});

const anything = {
  name: "anything",
  policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
};

it("every function of lambda-src is among them", () => {
  expect(functionFolders().sort()).toEqual([...Object.values(functions), "shared"].sort());
  expect(clientCalls("shared")).toEqual([]);
});

it("finds commands and paginators in a source, and no clients or types", () => {
  const source = `import {\n  CopyObjectCommand,\n  paginateListModelPackages,\n  type S3Client,\n} from "@aws-sdk/client-s3";`;
  expect(callsIn(source)).toEqual(["client-s3 CopyObjectCommand", "client-s3 paginateListModelPackages"]);
});
