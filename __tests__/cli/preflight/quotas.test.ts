import { needs } from "../../../cli/preflight/quotas";
import { environment, modelOf, withModels } from "../../support/environments";

const prod = environment("prod");
const { training } = modelOf(prod);
const realtime = (instanceCount: number, instanceType = "ml.t2.medium") =>
  ({ kind: "realtime", instanceType, instanceCount }) as const;

it("asks for the instances of an endpoint, and for those that an update starts beside them", () => {
  expect(Object.fromEntries(needs(prod))).toEqual({
    "ml.m5.large for processing job usage": 1,
    "ml.m5.large for training job usage": 1,
    "ml.t2.medium for endpoint usage": 4,
  });
});

it("adds up models, and counts one update at a time", () => {
  const more = withModels(prod, {
    churn: { endpoint: realtime(3), training: { ...training, spot: true } },
    prices: { endpoint: realtime(1, "ml.m5.xlarge"), training: { ...training, instanceType: "ml.m5.4xlarge" } },
    visits: { endpoint: { kind: "serverless", memoryMb: 2048, maxConcurrency: 5 } },
  });
  expect(Object.fromEntries(needs(more))).toEqual({
    "ml.m5.4xlarge for training job usage": 1,
    "ml.m5.large for processing job usage": 4,
    "ml.m5.large for spot training job usage": 1,
    "ml.m5.large for training job usage": 2,
    "ml.m5.xlarge for endpoint usage": 2,
    "ml.t2.medium for endpoint usage": 8,
  });
});
