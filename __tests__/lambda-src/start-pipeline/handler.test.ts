import type { handler as Handler } from "../../../lambda-src/start-pipeline/handler";
import { type Answer, AwsStandIn, type Received } from "../support/aws-stand-in";
import { objectCreated } from "./object-created";

let aws: AwsStandIn;
let handler: typeof Handler;

beforeAll(async () => {
  aws = await AwsStandIn.start();
  Object.assign(process.env, {
    STATE_MACHINE_ARN: "arn:aws:states:us-east-1:123456789012:stateMachine:pipeline",
    TOPIC_ARN: "arn:aws:sns:us-east-1:123456789012:failures",
    TARGET_COLUMN: "y",
    MAX_UPLOAD_BYTES: "1000",
  });
  ({ handler } = jest.requireActual<{ handler: typeof Handler }>("../../../lambda-src/start-pipeline/handler"));
});
afterAll(() => aws.stop());

const operation = ({ method, headers }: Received) =>
  String(headers["x-amz-target"] ?? "").split(".")[1] ??
  (headers["x-amz-copy-source"] ? "Copy" : method === "POST" ? "Publish" : method);
const operations = () => aws.received.map(operation);

const published = "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>";

/** A bucket that holds one object; execution starts are answered as told. */
function serve(content: string, { version = "v1", start = {} as Answer } = {}) {
  aws.reset((request) => {
    switch (operation(request)) {
      case "GET":
        return { status: 206, body: content };
      case "HEAD":
        return { headers: { "x-amz-version-id": version } };
      case "Copy":
        return { body: "<CopyObjectResult><ETag>e</ETag></CopyObjectResult>" };
      case "Publish":
        return { body: published };
      case "StartExecution":
        return { body: JSON.stringify({ executionArn: "arn", startDate: 1 }), ...start };
      default:
        return {};
    }
  });
}

it("starts the run with the file's place, and reads no more than its beginning", async () => {
  serve("x,y\n1,2\n");
  const outcome = await handler(objectCreated({ key: "incoming/my data.csv", "version-id": "v1" }));
  expect(outcome).toEqual({ outcome: "started", executionName: expect.stringMatching(/^my-data-[0-9a-f]{12}$/) });
  expect(operations()).toEqual(["GET", "StartExecution"]);
  const [get, start] = aws.received;
  expect(get).toMatchObject({ headers: { range: "bytes=0-262143" } });
  expect(get!.url).toContain("versionId=v1");
  const request = JSON.parse(start!.body) as { input: string };
  expect(request).toMatchObject(outcome.outcome === "started" ? { name: outcome.executionName } : {});
  expect(JSON.parse(request.input)).toEqual({ data: { s3Uri: "s3://data/incoming/my data.csv" } });
});

it("is content when the run is there already", async () => {
  const body = JSON.stringify({ __type: "ExecutionAlreadyExists", message: "Execution Already Exists" });
  serve("x,y\n1,2\n", { start: { status: 400, body } });
  expect(await handler(objectCreated({ "version-id": "v1" }))).toMatchObject({ outcome: "alreadyStarted" });
});

it("fails, so that the event is delivered again, when the run cannot be started", async () => {
  serve("x,y\n1,2\n", { start: { status: 400, body: JSON.stringify({ __type: "StateMachineDeleting" }) } });
  await expect(handler(objectCreated())).rejects.toThrow(expect.objectContaining({ name: "StateMachineDeleting" }));
});

it("puts a bad file aside with the reason, and tells the topic", async () => {
  serve("a,b\n1,2\n");
  const outcome = await handler(objectCreated({ key: "incoming/bad file.csv", "version-id": "v1" }));
  const reason = 'The header does not hold the column to predict, "y". It holds: "a", "b".';
  const reasonUri = "s3://data/rejected/bad file.csv.reason.json";
  expect(outcome).toEqual({ outcome: "rejected", reason, reasonUri });
  expect(operations()).toEqual(["GET", "PUT", "Copy", "HEAD", "DELETE", "Publish"]);
  const [, put, copy, , remove, publish] = aws.received;
  expect(JSON.parse(put!.body)).toEqual({
    reason,
    file: "s3://data/incoming/bad file.csv",
    versionId: "v1",
    bytes: 20,
    moved: true,
  });
  expect(copy!.headers["x-amz-copy-source"]).toBe("data/incoming/bad%20file.csv?versionId=v1");
  expect(copy!.url).toContain("/rejected/bad%20file.csv");
  expect(remove!.url).toContain("/incoming/bad%20file.csv");
  expect(new URLSearchParams(publish!.body).get("Subject")).toBe("Upload rejected: bad file.csv");
  expect(new URLSearchParams(publish!.body).get("Message")).toContain(reason);
});

it("leaves a newer upload of the same name alone", async () => {
  serve("a,b\n1,2\n", { version: "v2" });
  await handler(objectCreated({ "version-id": "v1" }));
  expect(operations()).toEqual(["GET", "PUT", "Copy", "HEAD", "Publish"]);
});

it("rejects an empty file without reading it", async () => {
  serve("");
  const outcome = await handler(objectCreated({ size: 0, "version-id": "v1" }));
  expect(outcome).toMatchObject({ outcome: "rejected", reason: expect.stringMatching(/^The file is empty\./) });
  expect(operations()[0]).toBe("PUT");
});

it("leaves a file where it is that S3 could not copy", async () => {
  serve("");
  await handler(objectCreated({ size: 6 * 1024 ** 3 }));
  expect(operations()).toEqual(["PUT", "Publish"]);
  expect(JSON.parse(aws.received[0]!.body)).toMatchObject({ moved: false });
});

it.each(["rejected/a.csv", "incoming/", "incoming/folder/"])("ignores %s", async (key) => {
  serve("");
  expect(await handler(objectCreated({ key }))).toEqual({ outcome: "ignored", key });
  expect(aws.received).toEqual([]);
});
