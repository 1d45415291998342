// Stopping and repeating a run, checked by the requests to Step Functions.
import { runAgain, stopRun } from "../../../cli/runs/control";
import type { DeployedModel } from "../../../cli/runs/deployed-model";
import { findRun } from "../../../cli/runs/find";
import { AwsStub } from "../../lambda-src/support/aws-stub";

const machine = "arn:aws:states:us-east-1:123456789012:stateMachine:houses";
const input = '{"data":{"s3Uri":"s3://b/incoming/houses/houses.csv"}}';
const started = 1_700_000_000;
let aws: AwsStub;
let model: DeployedModel;

beforeAll(async () => {
  aws = await AwsStub.start();
  model = {
    model: "houses",
    environment: { name: "dev" },
    aws: { region: "us-east-1", endpoint: process.env.AWS_ENDPOINT_URL },
    outputs: { state_machine_arn: machine },
    onThisMachine: true,
  } as unknown as DeployedModel;
});
afterAll(() => aws.stop());

const nameOf = (run: string, status: string, age: number) => ({
  executionArn: `${machine.replace("stateMachine", "execution")}:${run}`,
  stateMachineArn: machine,
  name: run,
  status,
  startDate: started - age,
  input,
});
const runs = [nameOf("houses-2", "RUNNING", 0), nameOf("houses-1", "SUCCEEDED", 100)];

beforeEach(() => {
  aws.reset(({ headers, body }) => {
    const operation = String(headers["x-amz-target"]).split(".")[1];
    const request = JSON.parse(body) as { executionArn?: string };
    if (operation === "ListExecutions") return { body: JSON.stringify({ executions: runs }) };
    if (operation === "DescribeExecution") {
      const found = runs.find(({ executionArn }) => executionArn === request.executionArn);
      const missing = { status: 400, body: '{"__type":"ExecutionDoesNotExist","message":"no"}' };
      return found ? { body: JSON.stringify(found) } : missing;
    }
    if (operation === "StartExecution")
      return { body: JSON.stringify({ executionArn: "arn:new", startDate: started }) };
    return { body: JSON.stringify({ stopDate: started }) };
  });
});
const asked = (operation: string) =>
  aws.received
    .filter(({ headers }) => String(headers["x-amz-target"]).endsWith(`.${operation}`))
    .map(({ body }) => JSON.parse(body) as Record<string, unknown>);

it("finds the newest run, and one by its name", async () => {
  expect(await findRun([model], "last")).toMatchObject({ name: "houses-2", running: true, input });
  expect(await findRun([model], "houses-1")).toMatchObject({ name: "houses-1", running: false });
});

it("suggests the run that was meant", async () => {
  await expect(findRun([model], "houses-11")).rejects.toThrow(
    'There is no run "houses-11" of houses. Did you mean "houses-1"? All runs: npm run runs -- dev',
  );
});

it("stops a run that is under way", async () => {
  await stopRun(await findRun([model], "last"));
  expect(asked("StopExecution")).toMatchObject([{ executionArn: runs[0]!.executionArn }]);
});

it("does not stop one that has ended", async () => {
  await expect(stopRun(await findRun([model], "houses-1"))).rejects.toThrow("The run houses-1 has ended already.");
  expect(asked("StopExecution")).toEqual([]);
});

it("repeats a run with the same input, under a name of its own", async () => {
  expect(await runAgain(await findRun([model], "houses-1"))).toBe("arn:new");
  expect(asked("StartExecution")).toMatchObject([
    { stateMachineArn: machine, input, name: expect.stringMatching(/^houses-1-again-[0-9a-f]{6}$/) },
  ]);
});
