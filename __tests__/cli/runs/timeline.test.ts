import type { HistoryEvent } from "@aws-sdk/client-sfn";
import { stateLine } from "../../../cli/runs/follow";
import { isMilestone, timeline } from "../../../cli/runs/timeline";

let second = 0;
const at = (event: Partial<HistoryEvent>, seconds = 1): HistoryEvent =>
  ({ timestamp: new Date(1000 * (second += seconds)), ...event }) as HistoryEvent;
const enter = (name: string, type = "Task") =>
  at({ type: `${type}StateEntered` as HistoryEvent["type"], stateEnteredEventDetails: { name } }, 0);
const leave = (name: string, seconds: number) => at({ stateExitedEventDetails: { name } }, seconds);

test("states in the order of their first visit, with the time spent in each", () => {
  const states = timeline([enter("Preprocess"), leave("Preprocess", 12), enter("Train"), leave("Train", 3)]);
  expect(states).toMatchObject([
    { name: "Preprocess", duration: 12_000, visits: 1, failures: [] },
    { name: "Train", duration: 3_000, visits: 1, failures: [] },
  ]);
});

test("a loop is one line: its visits are added up", () => {
  const loop = [enter("Wait"), leave("Wait", 2), enter("Describe"), leave("Describe", 1)];
  expect(timeline([...loop, enter("Wait"), leave("Wait", 2)])).toMatchObject([
    { name: "Wait", duration: 4_000, visits: 2 },
    { name: "Describe", duration: 1_000, visits: 1 },
  ]);
});

test("what failed and was tried again is told, with the job that ran last", () => {
  const job = (name: string) =>
    at({ type: "TaskScheduled", taskScheduledEventDetails: taskScheduled({ TrainingJobName: name }) });
  const failed = at({
    taskFailedEventDetails: {
      resourceType: "sagemaker",
      resource: "createTrainingJob.sync",
      error: "ThrottlingException",
      cause: "Rate exceeded",
    },
  });
  const [train] = timeline([enter("Train"), job("run-0"), failed, job("run-1"), leave("Train", 5)]);
  expect(train).toMatchObject({
    failures: [{ error: "ThrottlingException", cause: "Rate exceeded" }],
    job: { kind: "TrainingJobs", name: "run-1" },
    attempts: 2,
  });
  expect(stateLine(train!)).toBe('Train                     7.0 s   tried again after "Rate exceeded"');
});

test("a state that has not ended has no time yet", () => {
  expect(timeline([enter("Evaluate")])).toMatchObject([{ name: "Evaluate", duration: 0 }]);
});

test("milestones are where something happens, not where data is moved around", () => {
  const states = [
    enter("MergeInput", "Pass"),
    enter("Train"),
    enter("QualityGate", "Choice"),
    enter("ChooseRoute", "Choice"),
    enter("Deployed", "Succeed"),
  ];
  expect(
    timeline(states)
      .filter(isMilestone)
      .map(({ name }) => name),
  ).toEqual(["Train", "QualityGate", "Deployed"]);
});

function taskScheduled(parameters: object) {
  return {
    resourceType: "sagemaker",
    resource: "createTrainingJob.sync",
    region: "us-east-1",
    parameters: JSON.stringify(parameters),
  };
}
