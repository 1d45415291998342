// What must hold for the state machine of every environment, whatever its states do.
import validate from "asl-validator";
import { environmentNames } from "../../../src/environments";
import { environment } from "../../support/environments";
import { aslOf, type AslState, transitions } from "../../support/training-definition";

interface Retrier {
  readonly ErrorEquals: string[];
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
  readonly JitterStrategy: string;
}

describe.each(environmentNames)("%s", (name) => {
  const asl = aslOf(environment(name));
  const states = Object.entries(asl.States);
  const tasks = states.filter(([, state]) => state.Type === "Task");
  const next = new Map(states.map(([state, fields]) => [state, transitions(fields)]));

  it("is valid Amazon States Language", () => {
    const { isValid, errorsText } = validate(asl);
    expect(errorsText("\n")).toBe("");
    expect(isValid).toBe(true);
  });

  it("has the states that progress displays and runbooks know", () => {
    const contract = [
      ...["ValidateInput", "Preprocess", "Train", "Evaluate", "Decide", "QualityGate", "Register", "CreateModel"],
      ...["CreateEndpointConfig", "DescribeEndpoint", "CreateEndpoint", "UpdateEndpoint", "WaitForEndpoint"],
      ...["SmokeTest", "RecordFailure", "NotifyFailure"],
    ];
    expect(Object.keys(asl.States)).toEqual(expect.arrayContaining(contract));
    expect(asl.StartAt).toBe("ValidateInput");
  });

  it("has four ends, each with a name that says what happened", () => {
    const ends = states.filter(([state]) => next.get(state)!.length === 0).map(([state, { Type }]) => [state, Type]);
    expect(Object.fromEntries(ends)).toEqual({
      Deployed: "Succeed",
      RegisteredForApproval: "Succeed",
      RejectedByQualityGate: "Succeed",
      PipelineFailed: "Fail",
    });
  });

  it("reaches every state, and from every state an end", () => {
    const reached = new Set([asl.StartAt]);
    for (const state of reached) next.get(state)!.forEach((successor) => reached.add(successor));
    expect([...reached].sort()).toEqual(states.map(([state]) => state).sort());

    const ending = new Set(
      states.filter(([, { Type }]) => Type === "Succeed" || Type === "Fail").map(([state]) => state),
    );
    for (let size = -1; size !== ending.size;) {
      size = ending.size;
      for (const [state, successors] of next) if (successors.some((one) => ending.has(one))) ending.add(state);
    }
    expect(states.map(([state]) => state).filter((state) => !ending.has(state))).toEqual([]);
  });

  it("ends no failure without recording it and telling the topic", () => {
    const before = (end: string) => states.map(([state]) => state).filter((state) => next.get(state)!.includes(end));
    expect(before("PipelineFailed")).toEqual(["NotifyFailure"]);
    expect(before("NotifyFailure")).toEqual(["RecordFailure"]);
    expect(before("RecordFailure")).toEqual(["DescribeFailure"]);
  });

  it.each(tasks)("%s catches every error and keeps the input", (_, { Catch, ResultPath }) => {
    expect(Catch).toEqual([{ ErrorEquals: ["States.ALL"], ResultPath: "$.failure", Next: expect.any(String) }]);
    expect(ResultPath === null || /^\$\.\w+$/.test(String(ResultPath))).toBe(true);
  });

  it.each(tasks)("%s tries again what can pass, a few times, later and later, at random moments", (_, { Retry }) => {
    expect((Retry as Retrier[]).length).toBeGreaterThan(0);
    for (const { ErrorEquals, MaxAttempts, BackoffRate, JitterStrategy } of Retry as Retrier[]) {
      expect(ErrorEquals.filter((error) => error.startsWith("States."))).toEqual([]);
      expect(MaxAttempts).toBeLessThanOrEqual(5);
      expect(BackoffRate).toBeGreaterThan(1);
      expect(JitterStrategy).toBe("FULL");
    }
  });

  it.each(tasks)("%s has a time limit below that of the run", (_, { TimeoutSeconds }) => {
    expect(TimeoutSeconds).toBeLessThan(asl.TimeoutSeconds);
  });

  it("loses the input in no state: what replaces it holds it", () => {
    const replacing = states.filter(([, { Type, ResultPath, OutputPath }]) => {
      return Type === "Pass" && ResultPath === undefined && OutputPath === undefined;
    });
    const without = replacing.filter(([, state]) => !JSON.stringify(state.Parameters).includes("$$.Execution.Input"));
    expect(without.map(([state]) => state)).toEqual([]);
  });

  it("compares nothing that may be missing: no Catch could help", () => {
    const unguarded = states
      .filter(([, { Type }]) => Type === "Choice")
      .flatMap(([state, fields]) => unguardedIn(fields, state));
    expect(unguarded).toEqual([]);
  });

  it("passes every function the number of arguments that it takes", () => {
    const expressions = JSON.stringify(asl).match(/States\.Format\('[^']*'[^"]*\)/g)!;
    expect(expressions.length).toBeGreaterThan(10);
    for (const expression of expressions) {
      const [, template, rest] = /^States\.Format\('([^']*)'(.*)\)$/.exec(expression)!;
      expect([expression, topLevelCommas(rest!)]).toEqual([expression, template!.split("{}").length - 1]);
    }
  });
});

/** Comparisons of a path whose presence is not checked first. */
function unguardedIn(value: unknown, state: string, present: ReadonlySet<string> = new Set()): string[] {
  if (Array.isArray(value)) return value.flatMap((inner) => unguardedIn(inner, state, present));
  if (typeof value !== "object" || value === null) return [];
  const fields = value as AslState;
  const known = new Set(present);
  if (Array.isArray(fields.And)) {
    for (const part of fields.And as AslState[]) if (part.IsPresent === true) known.add(String(part.Variable));
  }
  const compares = typeof fields.Variable === "string" && fields.IsPresent === undefined;
  const own = compares && !known.has(fields.Variable as string) ? [`${state}: ${String(fields.Variable)}`] : [];
  return [...own, ...Object.values(fields).flatMap((inner) => unguardedIn(inner, state, known))];
}

function topLevelCommas(text: string): number {
  let depth = 0;
  let commas = 0;
  for (const character of text) {
    if (character === "(") depth++;
    if (character === ")") depth--;
    if (character === "," && depth === 0) commas++;
  }
  return commas;
}
