import { InvalidInputError, runProgram, UserError } from "..";

describe("InvalidInputError", () => {
  it("says where, what was got and what is allowed, one line for each problem", () => {
    const error = new InvalidInputError("The request", [
      { path: "a.b", got: "x", allowed: '"y"' },
      { path: "c", got: undefined, allowed: "a number" },
    ]);
    expect(error.message).toBe(
      'The request: 2 problems\n  - a.b: got "x"; allowed: "y"\n  - c: got nothing; allowed: a number',
    );
  });

  it("suggests the word that was meant, where there is one", () => {
    const problem = { path: "ENV", allowed: "dev, prod", candidates: ["dev", "prod"] };
    expect(new InvalidInputError("It", [{ ...problem, got: "prdo" }]).message).toContain(
      'ENV: got "prdo"; allowed: dev, prod (did you mean "prod"?)',
    );
    expect(new InvalidInputError("It", [{ ...problem, got: undefined }]).message).toMatch(/allowed: dev, prod$/);
  });

  it("counts one problem in the singular", () => {
    expect(new InvalidInputError("It", [{ path: "a", got: 1, allowed: "2" }]).message).toContain("It: 1 problem\n");
  });
});

describe("runProgram", () => {
  const written: unknown[] = [];
  beforeEach(() => {
    written.length = 0;
    jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(text) > 0);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
  });

  it("prints a user's error without a stack trace and exits with 1", () => {
    runProgram(() => {
      throw new UserError("Do this instead.");
    });
    expect(written).toEqual(["Do this instead.\n"]);
    expect(process.exitCode).toBe(1);
  });

  it("lets a bug through with its stack trace", () => {
    const bug = new TypeError("x is not a function");
    expect(() =>
      runProgram(() => {
        throw bug;
      }),
    ).toThrow(bug);
  });
});
