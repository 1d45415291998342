// For experiments: cheap, deployed without approval, and may be deleted together with its data.
import type { EnvironmentInput } from "./schema";

export const dev: EnvironmentInput = {
  name: "dev",
  // Put your development account here. Until then synth works, but the provider refuses to deploy.
  account: "111111111111",
  region: "us-east-1",
  // Lambda functions stay outside the VPC: an interface endpoint costs about 8 USD a month in each availability zone.
  network: { cidr: "10.20.0.0/16", zones: ["a", "b"], lambdasInVpc: false },
  models: {
    "machine-failure": {
      approval: "automatic",
      training: { spot: true },
      endpoint: { kind: "serverless", memoryMb: 2048, maxConcurrency: 5 },
    },
  },
  logRetentionDays: 14,
  tags: { CostCenter: "ml-development" },
  allowDataDestroy: true,
  removal: { data: "destroy", artifacts: "destroy", accessLogs: "destroy" },
};
