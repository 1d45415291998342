import { isForModel, parseUpload } from "../../../lambda-src/start-pipeline/event";
import { subject } from "../../../lambda-src/start-pipeline/reject";
import { objectCreated } from "./object-created";

describe("the event", () => {
  it("says which version of which object was made", () => {
    expect(parseUpload(objectCreated({ key: "incoming/a b+c%20.csv", size: 7, "version-id": "v1" }))).toEqual({
      bucket: "data",
      key: "incoming/a b+c%20.csv",
      size: 7,
      versionId: "v1",
      identity: "v1",
    });
  });

  it("is told apart by its sequencer in a bucket without versions", () => {
    expect(parseUpload(objectCreated({ sequencer: "00A" })).identity).toBe("00A");
  });

  it("is refused when it comes from somewhere else", () => {
    expect(() => parseUpload({ Records: [] })).toThrow(
      'This is not an "Object Created" event of S3 through EventBridge',
    );
  });

  it.each([
    ["incoming/churn/a.csv", true],
    ["incoming/churn/sub/a.csv", true],
    ["incoming/churn/", false],
    ["incoming/churn/sub/", false],
    ["incoming/churn-train/a.csv", false],
    ["incoming/a.csv", false],
    ["rejected/churn/a.csv", false],
    ["elsewhere/incoming/churn/a.csv", false],
  ])("%s is for the model churn: %s", (key, expected) => {
    expect(isForModel(parseUpload(objectCreated({ key })), "churn")).toBe(expected);
  });
});

describe("the subject of a rejection", () => {
  it("is printable ASCII of at most 100 characters", () => {
    expect(subject("incoming/übung.csv")).toBe("Upload rejected: ?bung.csv");
    expect(subject(`incoming/${"x".repeat(200)}.csv`)).toHaveLength(100);
  });
});
