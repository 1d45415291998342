import { scheduleProblem } from "../../../src/environments/schedule";

it.each(["rate(1 day)", "rate(12 hours)", "cron(0 6 * * ? *)", "cron(0 6 ? * MON-FRI *)"])(
  "accepts %s",
  (expression) => {
    expect(scheduleProblem(expression)).toBeUndefined();
  },
);

it.each([
  ["rate(0 days)", "a rate of at least 1"],
  ["rate(2 day)", '"rate(2 days)": EventBridge wants the plural'],
  ["rate(1 week)", '"rate(<n> minutes|hours|days)" or "cron(<six fields>)"'],
  ["cron(0 6 * * *)", "six fields (minute hour day-of-month month day-of-week year), not 5"],
  ["cron(0 6 * * * *)", 'exactly one "?": in day-of-month or in day-of-week'],
])("refuses %s", (expression, allowed) => {
  expect(scheduleProblem(expression)).toBe(allowed);
});
