// Lambda: requests, and memory by duration, which is cheaper on arm64.
import { type Meter, type Pricer, used, usedBy } from "../meter";
import { list, numberIn, type PricedResource } from "../resource";

const requests = "monthly_requests";
const duration = "request_duration_ms";

export const lambdaFunction: Pricer = { usageKeys: [requests, duration], meters };

function meters({ values }: PricedResource): Meter[] {
  const architecture = list(values.architectures)[0] === "arm64" ? "arm64" : "x86";
  const gigabytes = (numberIn(values, "memory_size") ?? 128) / 1024;
  return [
    used("Lambda requests", "lambda.request", requests, 1_000_000),
    usedBy(
      `Lambda duration (${architecture}, ${gigabytes * 1024} MB)`,
      `lambda.duration.${architecture}`,
      [requests, duration],
      (usage) => usage(requests) * (usage(duration) / 1000) * gigabytes,
    ),
  ];
}
