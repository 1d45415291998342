import {
  codePrefix,
  incomingPrefix,
  pathBelowIncoming,
  rejectedKey,
  rejectionReasonKey,
  runPrefix,
  temporaryPrefix,
} from "../../contracts/storage";

it("lays uploads, runs and code below folders that end in a slash", () => {
  expect(incomingPrefix("churn")).toBe("incoming/churn/");
  expect([runPrefix("churn"), runPrefix("churn", "run-1")]).toEqual(["runs/churn/", "runs/churn/run-1/"]);
  expect(temporaryPrefix("churn", "run-1")).toBe("temporary/churn/run-1/");
  expect(codePrefix("0a")).toBe("code/0a/");
});

it("puts what cannot be used aside under the same path, with a reason for each model", () => {
  expect(rejectedKey("incoming/churn/june/a b.csv")).toBe("rejected/churn/june/a b.csv");
  expect(rejectionReasonKey("incoming/churn/a.csv", "churn")).toBe("rejected/churn/a.csv.churn.reason.json");
  expect(pathBelowIncoming("runs/churn/a.csv")).toBeUndefined();
});
