import { missingPrices } from "../../../cli/cost/not-estimated";
import type { Estimate } from "../../../packages/cost";

const estimateOf = (...missing: (string | undefined)[]) => ({
  environment: "dev",
  region: "us-east-1",
  monthly: 0,
  pricesAsOf: "2026-01-31",
  stacks: missing.map((missingPrice) => ({
    stack: "training",
    estimate: {
      unknown: [{ address: "a", type: "t", reason: "r", ...(missingPrice && { missingPrice }) }],
    } as unknown as Estimate,
  })),
});

it("says once how all missing prices are added", () => {
  const [training, hosting] = ["sagemaker.training.ml.g5.xlarge", "sagemaker.hosting.ml.g5.xlarge"];
  expect(missingPrices(estimateOf(training, hosting, training))).toBe(
    `With AWS credentials, this adds the missing prices: npm run prices -- --region us-east-1 --add ${hosting} --add ${training}`,
  );
});

it("says nothing where no price is missing, or the Price List API has no name for it", () => {
  expect(missingPrices(estimateOf(undefined, "vpc.endpoint.GatewayLoadBalancer.hour"))).toBeUndefined();
});
