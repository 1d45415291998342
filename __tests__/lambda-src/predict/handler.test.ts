import type { handler as Handler } from "../../../lambda-src/predict/handler";
import { type Answer, AwsStub } from "../support/aws-stub";

let aws: AwsStub;
let handler: typeof Handler;

beforeAll(async () => {
  aws = await AwsStub.start();
  Object.assign(process.env, { ENDPOINT_PREFIX: "mlplatform-test-" });
  ({ handler } = jest.requireActual<{ handler: typeof Handler }>("../../../lambda-src/predict/handler"));
});
afterAll(() => aws.stop());

const event = {
  body: '{"instances": [[1, 2]]}',
  isBase64Encoded: false,
  headers: {},
  pathParameters: { model: "churn" },
};
const error = (status: number, type: string, fields: object): Answer => ({
  status,
  headers: { "x-amzn-errortype": type, "content-type": "application/json" },
  body: JSON.stringify(fields),
});

it("passes the request on and the answer back", async () => {
  aws.reset(() => ({ headers: { "content-type": "application/json" }, body: '{"predictions":[12.3]}' }));
  expect(await handler(event)).toEqual({
    statusCode: 200,
    headers: { "content-type": "application/json" },
    body: '{"predictions":[12.3]}',
  });
  expect(aws.received).toMatchObject([
    {
      url: "/endpoints/mlplatform-test-churn/invocations",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: event.body,
    },
  ]);
});

it("does not bother the model with a bad request", async () => {
  aws.reset(() => ({}));
  expect(await handler({ ...event, body: "{" })).toMatchObject({ statusCode: 400 });
  expect(aws.received).toEqual([]);
});

it.each([
  [
    "an endpoint that is not there",
    error(400, "ValidationError", {
      message: "Endpoint mlplatform-test-churn of account 123456789012 not found.",
    }),
    404,
    'There is no endpoint "mlplatform-test-churn". Has a run deployed the model yet?',
  ],
  [
    "the model's own error",
    error(424, "ModelError", {
      Message: "Received server error (500) from primary",
      OriginalMessage: "Something broke.",
      OriginalStatusCode: 500,
    }),
    424,
    "The model could not answer: Something broke.",
  ],
  [
    "a request that the model refuses",
    error(424, "ModelError", {
      Message: "Received client error (400) from primary",
      OriginalMessage: '{"error": "row 1 has no \\"Torque [Nm]\\""}',
      OriginalStatusCode: 400,
    }),
    400,
    'row 1 has no "Torque [Nm]"',
  ],
  [
    "throttling",
    error(400, "ThrottlingException", { message: "Rate exceeded" }),
    429,
    "Too many requests at once. Try again in a moment.",
  ],
  [
    "a service that is down",
    error(503, "ServiceUnavailable", { message: "down" }),
    503,
    "The endpoint does not answer at the moment. Try again later.",
  ],
  [
    "another refusal of SageMaker",
    error(400, "ValidationError", { message: "Variant x is unknown" }),
    400,
    "SageMaker refuses the request: Variant x is unknown",
  ],
  [
    "what nobody foresaw, without telling the caller",
    error(403, "AccessDeniedException", { message: "role arn:aws:iam::123456789012:role/secret may not" }),
    500,
    "Something unexpected happened. The function's log tells more.",
  ],
])("maps %s", async (_, answer, statusCode, message) => {
  aws.reset(() => answer);
  const response = await handler(event);
  expect(response.statusCode).toBe(statusCode);
  expect(JSON.parse(response.body)).toEqual({ error: message });
});

it("says when to come back", async () => {
  aws.reset(() => error(400, "ThrottlingException", { message: "Rate exceeded" }));
  expect((await handler(event)).headers).toMatchObject({ "retry-after": "1" });
});
