// CloudWatch: alarms by the metrics they watch, logs by what is ingested, stored and queried.
import { always, fixed, type Meter, type Pricer, used } from "../meter";
import { blocksIn, numberIn, type PricedResource } from "../resource";

export const metricAlarm: Pricer = { usageKeys: [], meters: alarmMeters };

export const logGroup: Pricer = always([
  used("Logs ingested", "logs.ingested", "monthly_data_ingested_gb"),
  used("Logs stored", "logs.stored", "storage_gb"),
  used("Logs scanned by Insights", "logs.scanned", "monthly_data_scanned_gb"),
]);

/** Periods of less than a minute are high resolution; anomaly detection watches two bands in addition to the metric. */
function alarmMeters({ values }: PricedResource): Meter[] {
  const queries = blocksIn(values, "metric_query");
  const metrics = queries.flatMap((query) => blocksIn(query, "metric"));
  const periods = [values, ...queries, ...metrics].map((block) => numberIn(block, "period")).filter(isNumber);
  // A state contains 0 if the period is that of the metric's query.
  const high = periods.some((period) => period > 0 && period < 60);
  const bands = values.threshold_metric_id ? 3 : 1;
  const count = Math.max(1, metrics.length) * bands;
  return high
    ? [fixed("Alarm, high resolution", "cloudwatch.alarm.high", count)]
    : [fixed("Alarm, standard resolution", "cloudwatch.alarm", count)];
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined;
}
