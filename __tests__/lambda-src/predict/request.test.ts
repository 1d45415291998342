import { maxBodyBytes, readRequest } from "../../../lambda-src/predict/request";
import type { RequestError } from "../../../lambda-src/predict/responses";

const churn = { pathParameters: { model: "churn" } };
const read = (event: object) => readRequest({ ...churn, ...event }, "mlplatform-test-");
const good = JSON.stringify({ instances: [{ a: 1, b: "x", c: null, d: true }] });

function refusal(event: object): { status: number; message: string } {
  try {
    read(event);
  } catch (error) {
    const { status, message } = error as RequestError;
    return { status, message };
  }
  throw new Error("The request was accepted.");
}

describe("takes", () => {
  it("objects by column, as JSON unless told otherwise", () => {
    expect(read({ body: good })).toEqual({
      endpointName: "mlplatform-test-churn",
      contentType: "application/json",
      body: Buffer.from(good),
    });
  });

  it("rows as lists", () => {
    const body = '{"instances": [[1, "x"], [2, "y"]]}';
    expect(read({ body }).body.toString()).toBe(body);
  });

  it("base64, as API Gateway sends binary bodies", () => {
    const event = { body: Buffer.from(good).toString("base64"), isBase64Encoded: true };
    expect(read(event).body.toString()).toBe(good);
  });

  it("CSV, with parameters and any case in the header", () => {
    const event = { body: "1,2\n", headers: { "Content-Type": "Text/CSV; charset=utf-8" } };
    expect(read(event).contentType).toBe("text/csv");
  });

  it("the name of an endpoint of the environment instead of a model's", () => {
    const event = { body: good, pathParameters: { endpointName: "mlplatform-test-churn--trial" } };
    expect(read(event).endpointName).toBe("mlplatform-test-churn--trial");
  });
});

const shape =
  'Send {"instances": [{"column": value, ...}, ...]}, or rows as lists: {"instances": [[value, ...], ...]}.';

describe("refuses", () => {
  it.each([
    ["no body", {}, `The request has no body. ${shape}`],
    ["an empty body", { body: "" }, `The request has no body. ${shape}`],
    ["a blank body", { body: " \n" }, `The body is empty. ${shape}`],
    ["no list", { body: '{"rows": []}' }, `The body holds no list "instances". ${shape}`],
    ["a list instead of an object", { body: "[[1]]" }, `The body holds no list "instances". ${shape}`],
    ["null", { body: "null" }, `The body holds no list "instances". ${shape}`],
    ["no rows", { body: '{"instances": []}' }, `The list "instances" is empty. ${shape}`],
    [
      "a number as a row",
      { body: '{"instances": [[1], 2]}' },
      `instances[1] is 2, neither a list nor an object. ${shape}`,
    ],
    [
      "rows of both forms",
      { body: '{"instances": [[1], {"a": 1}]}' },
      "instances[1] is an object, but the first one is not. Use one form.",
    ],
    [
      "nested values",
      { body: '{"instances": [{"a": {"b": 1}}]}' },
      'instances[0] holds a list or an object at "a". Allowed: numbers, texts, true, false, null.',
    ],
    [
      "what is not base64",
      { body: "{}", isBase64Encoded: true },
      "The body is said to be base64, but holds other characters.",
    ],
  ])("%s", (_, event, message) => expect(refusal(event)).toEqual({ status: 400, message }));

  it("malformed JSON, with the parser's words", () => {
    expect(refusal({ body: '{"instances": [' })).toEqual({
      status: 400,
      message: expect.stringMatching(/^The body is not JSON: .+ Send /),
    });
  });

  it("what is larger than a request may be", () => {
    expect(refusal({ body: "x".repeat(maxBodyBytes + 1) })).toEqual({
      status: 413,
      message: "The body has 5242881 bytes; at most 5242880 are allowed. Send fewer rows.",
    });
  });

  it("a content type that no model understands", () => {
    expect(refusal({ body: good, headers: { "content-type": "application/x-npy" } })).toEqual({
      status: 415,
      message: 'The content type "application/x-npy" is not understood. Allowed: application/json, text/csv.',
    });
  });

  it.each([undefined, null, {}])("a path that names nothing: %j", (pathParameters) => {
    expect(refusal({ body: good, pathParameters })).toEqual({ status: 400, message: "The path names no model." });
  });

  it("a path that names a model and an endpoint", () => {
    const pathParameters = { model: "churn", endpointName: "mlplatform-test-churn" };
    expect(refusal({ body: good, pathParameters })).toMatchObject({ status: 400 });
  });

  it.each(["Churn", "churn--trial", "../churn", ""])("the model %j, which cannot be one", (model) => {
    expect(refusal({ body: good, pathParameters: { model } })).toMatchObject({ status: 404 });
  });

  it.each(["mlplatform-prod-churn", "mlplatform-test-../x", ""])(
    "the endpoint %j of another environment",
    (endpointName) => {
      expect(refusal({ body: good, pathParameters: { endpointName } })).toMatchObject({ status: 404 });
    },
  );
});
