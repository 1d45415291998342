import { payloadTemplate } from "../../../src/training/upload-rule";
import type { handler as Handler } from "../../../lambda-src/start-pipeline/handler";
import { AwsStub, type Received } from "../support/aws-stub";
import { objectCreated } from "./object-created";

let aws: AwsStub;
let handler: typeof Handler;

beforeAll(async () => {
  aws = await AwsStub.start();
  Object.assign(process.env, {
    TOPIC_ARN: "arn:aws:sns:us-east-1:123456789012:failures",
    MAX_UPLOAD_BYTES: "1000",
  });
  ({ handler } = jest.requireActual<{ handler: typeof Handler }>("../../../lambda-src/start-pipeline/handler"));
});
afterAll(() => aws.stop());

const churn = {
  name: "churn",
  targetColumn: "y",
  stateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:churn",
  uploads: "churn",
  sharedUploads: false,
};
/** The input that the model's upload rule passes. */
const call = (object: Record<string, unknown> = {}, model: object = churn) =>
  handler({ model, event: objectCreated({ key: "incoming/churn/a.csv", ...object }) });

const operation = ({ method, headers }: Received) =>
  String(headers["x-amz-target"] ?? "").split(".")[1] ??
  (headers["x-amz-copy-source"] ? "Copy" : method === "POST" ? "Publish" : method);
const operations = () => aws.received.map(operation);

const published = "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>";

/** A bucket with one object; execution starts get the given response. */
function serve(content: string, { version = "v1", start = {} } = {}) {
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
  const outcome = await call({ key: "incoming/churn/my data.csv", "version-id": "v1" });
  expect(outcome).toEqual({ outcome: "started", executionName: expect.stringMatching(/^my-data-[0-9a-f]{12}$/) });
  expect(operations()).toEqual(["GET", "StartExecution"]);
  const [get, start] = aws.received;
  expect(get).toMatchObject({ headers: { range: "bytes=0-262143" } });
  expect(get!.url).toContain("versionId=v1");
  const request = JSON.parse(start!.body) as { input: string };
  expect(request).toMatchObject({ stateMachineArn: churn.stateMachineArn });
  expect(request).toMatchObject(outcome.outcome === "started" ? { name: outcome.executionName } : {});
  expect(JSON.parse(request.input)).toEqual({ data: { s3Uri: "s3://data/incoming/churn/my data.csv" } });
});

it("is content when the run is there already", async () => {
  const body = JSON.stringify({ __type: "ExecutionAlreadyExists", message: "Execution Already Exists" });
  serve("x,y\n1,2\n", { start: { status: 400, body } });
  expect(await call({ "version-id": "v1" })).toMatchObject({ outcome: "alreadyStarted" });
});

it("fails, so that the event is delivered again, when the run cannot be started", async () => {
  serve("x,y\n1,2\n", { start: { status: 400, body: JSON.stringify({ __type: "StateMachineDeleting" }) } });
  await expect(call()).rejects.toThrow(expect.objectContaining({ name: "StateMachineDeleting" }));
});

it("puts a bad file aside with the reason, and tells the topic", async () => {
  serve("a,b\n1,2\n");
  const outcome = await call({ key: "incoming/churn/bad file.csv", "version-id": "v1" });
  const reason = 'The header does not hold the column to predict, "y". It holds: "a", "b".';
  const reasonUri = "s3://data/rejected/churn/bad file.csv.churn.reason.json";
  expect(outcome).toEqual({ outcome: "rejected", reason, reasonUri });
  expect(operations()).toEqual(["GET", "PUT", "Copy", "HEAD", "DELETE", "Publish"]);
  const [, put, copy, , remove, publish] = aws.received;
  expect(JSON.parse(put!.body)).toEqual({
    model: "churn",
    reason,
    file: "s3://data/incoming/churn/bad file.csv",
    versionId: "v1",
    bytes: 20,
    moved: true,
  });
  expect(copy!.headers["x-amz-copy-source"]).toBe("data/incoming/churn/bad%20file.csv?versionId=v1");
  expect(copy!.url).toContain("/rejected/churn/bad%20file.csv");
  expect(remove!.url).toContain("/incoming/churn/bad%20file.csv");
  expect(new URLSearchParams(publish!.body).get("Subject")).toBe("Upload rejected: bad file.csv");
  expect(new URLSearchParams(publish!.body).get("Message")).toContain(reason);
});

it("leaves a newer upload of the same name alone", async () => {
  serve("a,b\n1,2\n", { version: "v2" });
  await call({ "version-id": "v1" });
  expect(operations()).toEqual(["GET", "PUT", "Copy", "HEAD", "Publish"]);
});

it("rejects an empty file without reading it", async () => {
  serve("");
  const outcome = await call({ size: 0, "version-id": "v1" });
  expect(outcome).toMatchObject({ outcome: "rejected", reason: expect.stringMatching(/^The file is empty\./) });
  expect(operations()[0]).toBe("PUT");
});

it("leaves a file where it is that S3 could not copy", async () => {
  serve("");
  await call({ size: 6 * 1024 ** 3 });
  expect(operations()).toEqual(["PUT", "Publish"]);
  expect(JSON.parse(aws.received[0]!.body)).toMatchObject({ moved: false });
});

it("leaves a file where it is that several models read, with a reason for each", async () => {
  serve("a,b\n1,2\n");
  const shared = { ...churn, uploads: "customers", sharedUploads: true };
  const key = "incoming/customers/a.csv";
  const outcome = await call({ key, "version-id": "v1" }, shared);
  expect(outcome).toMatchObject({ reasonUri: "s3://data/rejected/customers/a.csv.churn.reason.json" });
  expect(operations()).toEqual(["GET", "PUT", "Publish"]);
  expect(JSON.parse(aws.received[1]!.body)).toMatchObject({ moved: false });
  expect(new URLSearchParams(aws.received[2]!.body).get("Message")).toContain(
    "It stays where it is, because several models read the folder customers.",
  );
});

it.each(["rejected/a.csv", "incoming/churn/", "incoming/churn/folder/", "incoming/other/a.csv"])(
  "ignores %s",
  async (key) => {
    serve("");
    expect(await call({ key })).toEqual({ outcome: "ignored", key });
    expect(aws.received).toEqual([]);
  },
);

it("names everything that is wrong with what a rule hands over", async () => {
  await expect(handler({ model: { ...churn, targetColumn: "" }, events: {} })).rejects.toThrow(
    /^The input of start-pipeline is not valid: .*model\.targetColumn: .*/,
  );
});

it("understands what the upload rule is made to send, whatever the columns are called", async () => {
  serve('"<age> ""y""",x\n1,2\n');
  const model = { ...churn, targetColumn: '<age> "y"' };
  const sent = payloadTemplate(model).replace(
    "<aws.events.event.json>",
    JSON.stringify(objectCreated({ key: "incoming/churn/a.csv" })),
  );
  expect(await handler(JSON.parse(sent))).toMatchObject({ outcome: "started" });
  expect(payloadTemplate(model).match(/<[^>]*>/g)).toEqual(["<aws.events.event.json>"]);
});
