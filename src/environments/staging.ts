// Production's twin: same shape, so that what works here works there. Its data are copies, so it may be deleted.
import type { EnvironmentInput } from "./schema";

export const staging: EnvironmentInput = {
  name: "staging",
  // Put your staging account here. Until then synth works, but the provider refuses to deploy.
  account: "222222222222",
  region: "us-east-1",
  network: { cidr: "10.30.0.0/16", zones: ["a", "b"], lambdasInVpc: true },
  models: {
    "machine-failure": { approval: "manual", training: { spot: true }, endpoint: { kind: "realtime" } },
  },
  logRetentionDays: 90,
  tags: { CostCenter: "ml-staging" },
  allowDataDestroy: true,
  removal: { data: "destroy", artifacts: "destroy", accessLogs: "destroy" },
};
