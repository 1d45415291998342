// KMS: a key costs per month; the first two rotations add a charged version each, later ones are free.
import { fixed, type Meter, type Pricer, used, usedBy } from "../meter";
import type { PricedResource } from "../resource";

export const kmsKey: Pricer = { usageKeys: ["monthly_requests", "rotated_versions"], meters };

function meters({ values }: PricedResource): Meter[] {
  const rotated = usedBy("Key versions added by rotation", "kms.key", ["rotated_versions"], (usage) =>
    Math.min(2, usage("rotated_versions")),
  );
  return [
    fixed("KMS key", "kms.key", 1),
    ...(values.enable_key_rotation === true ? [rotated] : []),
    used("KMS requests", "kms.request", "monthly_requests", 10_000),
  ];
}
