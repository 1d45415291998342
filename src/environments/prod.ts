// Production: three availability zones, two instances, a person approves each model, data cannot be deleted.
import type { EnvironmentInput } from "./schema";

export const prod: EnvironmentInput = {
  name: "prod",
  // Put your production account here. Until then synth works, but the provider refuses to deploy.
  account: "333333333333",
  region: "us-east-1",
  network: { cidr: "10.40.0.0/16", zones: ["a", "b", "c"], lambdasInVpc: true },
  models: {
    "machine-failure": {
      approval: "manual",
      training: { spot: false },
      endpoint: { kind: "realtime", instanceCount: 2 },
    },
  },
  logRetentionDays: 365,
  tags: { CostCenter: "ml-production" },
  allowDataDestroy: false,
};
