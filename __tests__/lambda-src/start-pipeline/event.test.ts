import { isForPipeline, parseUpload, rejectedKey } from "../../../lambda-src/start-pipeline/event";
import { executionName } from "../../../lambda-src/start-pipeline/execution-name";
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
    expect(() => parseUpload({ Records: [] })).toThrow('This is no "Object Created" event of S3 through EventBridge');
  });

  it.each([
    ["incoming/a.csv", true],
    ["incoming/sub/a.csv", true],
    ["incoming/", false],
    ["incoming/sub/", false],
    ["rejected/a.csv", false],
    ["elsewhere/incoming/a.csv", false],
  ])("%s is for the pipeline: %s", (key, expected) => {
    expect(isForPipeline(parseUpload(objectCreated({ key })))).toBe(expected);
  });

  it("goes to the same name under rejected/", () => {
    expect(rejectedKey("incoming/sub/a.csv")).toBe("rejected/sub/a.csv");
  });
});

describe("the name of the run", () => {
  const upload = { bucket: "data", key: "incoming/Plant 7 (May).csv", identity: "v1" };

  it("is readable, and the same for the same upload", () => {
    expect(executionName(upload)).toMatch(/^plant-7-may-[0-9a-f]{12}$/);
    expect(executionName(upload)).toBe(executionName({ ...upload }));
  });

  it.each([{ bucket: "other" }, { key: "incoming/plant-7-may.csv" }, { identity: "v2" }])(
    "differs for %j",
    (change) => {
      expect(executionName({ ...upload, ...change })).not.toBe(executionName(upload));
    },
  );

  it.each([`incoming/${"x".repeat(900)}.csv`, "incoming/データ.csv", "incoming/.csv", "incoming/---.csv"])(
    "is allowed for any key",
    (key) => expect(executionName({ ...upload, key })).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,39}[a-z0-9])?-[0-9a-f]{12}$/),
  );
});

describe("the subject of a rejection", () => {
  it("is printable ASCII of at most 100 characters", () => {
    expect(subject("incoming/übung.csv")).toBe("Upload rejected: ?bung.csv");
    expect(subject(`incoming/${"x".repeat(200)}.csv`)).toHaveLength(100);
  });
});
