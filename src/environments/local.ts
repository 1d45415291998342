// The local AWS: everything is on, everything is small, everything may be deleted.
import type { ModelSettingsInput } from "./model-schema";
import type { EnvironmentInput } from "./schema";

/** Every model runs here, all with the same settings. */
export const localSettings: ModelSettingsInput = {
  approval: "automatic",
  training: { spot: true, maxRuntimeSeconds: 900, pollSeconds: 1 },
  endpoint: { kind: "realtime" },
};

export const local: Omit<EnvironmentInput, "models"> = {
  name: "local",
  region: "us-east-1",
  network: { cidr: "10.10.0.0/16", zones: ["a", "b"], lambdasInVpc: true },
  logRetentionDays: 7,
  tags: { CostCenter: "local" },
  allowDataDestroy: true,
  removal: { data: "destroy", artifacts: "destroy", accessLogs: "destroy" },
};
