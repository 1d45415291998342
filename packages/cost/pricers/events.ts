// EventBridge and SNS: events that AWS itself sends are free, events that others publish are charged.
import { always, type Meter, type Pricer, used, usedBy } from "../meter";
import type { PricedResource } from "../resource";

const million = 1_000_000;
const custom = used("Custom events", "events.custom", "monthly_custom_events", million);

/** A rule costs nothing, but shows whether custom events are published. */
export const eventRule: Pricer = {
  usageKeys: ["monthly_custom_events"],
  meters: ({ values }: PricedResource): Meter[] => (listensToOthers(values.event_pattern) ? [custom] : []),
};

export const schedule: Pricer = always([
  used("Scheduler invocations", "scheduler.invocation", "monthly_invocations", million),
]);

/** A request is charged in chunks of 64 kB. */
export const topic: Pricer = always([
  usedBy(
    "SNS requests",
    "sns.request",
    ["monthly_requests", "request_size_kb"],
    (usage) => (usage("monthly_requests") * Math.ceil(usage("request_size_kb") / 64)) / million,
    { request_size_kb: 64 },
  ),
  usedBy(
    "SNS e-mails",
    "sns.email",
    ["monthly_requests", "email_subscriptions"],
    (usage) => (usage("monthly_requests") * usage("email_subscriptions")) / 100_000,
  ),
]);

/** A pattern that is a token, or names no source, may match anything. */
function listensToOthers(pattern: unknown): boolean {
  if (typeof pattern !== "string") return false;
  const sources = /"source":\s*(\[[^\]]*\])/.exec(pattern)?.[1];
  if (!sources) return true;
  return (JSON.parse(sources) as unknown[]).some((source) => typeof source !== "string" || !source.startsWith("aws."));
}
