import { executionName } from "../../contracts/run";

describe("the name of the run", () => {
  const upload = { bucket: "data", key: "incoming/churn/Plant 7 (May).csv", identity: "v1" };

  it("is readable, and the same for the same upload", () => {
    expect(executionName(upload)).toMatch(/^plant-7-may-[0-9a-f]{12}$/);
    expect(executionName(upload)).toBe(executionName({ ...upload }));
  });

  it.each([{ bucket: "other" }, { key: "incoming/churn/plant-7-may.csv" }, { identity: "v2" }])(
    "differs for %j",
    (change) => {
      expect(executionName({ ...upload, ...change })).not.toBe(executionName(upload));
    },
  );

  it.each([
    `incoming/churn/${"x".repeat(900)}.csv`,
    "incoming/churn/データ.csv",
    "incoming/churn/.csv",
    "incoming/churn/---.csv",
  ])("is allowed for any key", (key) =>
    expect(executionName({ ...upload, key })).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,39}[a-z0-9])?-[0-9a-f]{12}$/),
  );
});
