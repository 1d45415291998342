// The local AWS: everything on, everything small, everything may be deleted.
import { ai4i } from "./ai4i";
import type { EnvironmentInput } from "./schema";

export const local: EnvironmentInput = {
  name: "local",
  region: "us-east-1",
  network: { cidr: "10.10.0.0/16", availabilityZones: 2, lambdasInVpc: true },
  pipeline: { ...ai4i, approval: "automatic", spot: true, maxRuntimeSeconds: 900, pollSeconds: 1 },
  endpoint: { kind: "realtime" },
  logRetentionDays: 7,
  tags: { CostCenter: "local" },
  allowDataDestroy: true,
};
