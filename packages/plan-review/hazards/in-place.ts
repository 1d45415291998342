// Updates that lose data or stop a service although the resource stays: a shorter retention, a disabled key.
import type { ResourceDifference } from "../changes";
import { canonical, isObject } from "../json";
import { equal, isEmpty, type Redacted } from "../redaction";
import type { FindingKind } from "../finding";

interface Rule {
  readonly attribute: string;
  readonly kind: FindingKind;
  /** What happens, if the change does harm. */
  readonly says: (before: Redacted, after: Redacted) => string | undefined;
}

const turns = (from: Redacted, to: Redacted, says: string) => (before: Redacted, after: Redacted) =>
  equal(before, from) && equal(after, to) ? says : undefined;
const shrinks = (says: string) => (before: Redacted, after: Redacted) =>
  typeof after === "number" && after > 0 && typeof before === "number" && (before === 0 || after < before)
    ? `${says}: ${before === 0 ? "kept forever" : `${before} days`} -> ${after} days`
    : undefined;

const rules: Readonly<Record<string, readonly Rule[]>> = {
  aws_s3_bucket_versioning: [
    {
      attribute: "versioning_configuration",
      kind: "data-loss",
      says: (before, after) =>
        canonical(before).includes('"Enabled"') && !canonical(after).includes('"Enabled"')
          ? "versions are no longer kept: objects overwritten or deleted from now on are lost"
          : undefined,
    },
  ],
  aws_s3_bucket_lifecycle_configuration: [
    {
      attribute: "rule",
      kind: "data-loss",
      says: (before, after) =>
        canonical(expirations(before)) === canonical(expirations(after))
          ? undefined
          : "the rules that expire objects change",
    },
  ],
  aws_s3_bucket: [
    {
      attribute: "force_destroy",
      kind: "data-loss",
      says: turns(false, true, "from now on it can be deleted together with its contents"),
    },
  ],
  aws_cloudwatch_log_group: [
    { attribute: "retention_in_days", kind: "data-loss", says: shrinks("older logs are deleted") },
  ],
  aws_kms_key: [
    {
      attribute: "is_enabled",
      kind: "service-interruption",
      says: turns(true, false, "it is disabled: nothing encrypted with it can be read"),
    },
    {
      attribute: "enable_key_rotation",
      kind: "service-interruption",
      says: turns(true, false, "it is no longer rotated"),
    },
  ],
  aws_dynamodb_table: [
    {
      attribute: "deletion_protection_enabled",
      kind: "data-loss",
      says: turns(true, false, "deletion protection is turned off"),
    },
    {
      attribute: "point_in_time_recovery",
      kind: "data-loss",
      says: (before, after) => (isOn(before) && !isOn(after) ? "point-in-time recovery is turned off" : undefined),
    },
  ],
  aws_db_instance: [
    {
      attribute: "deletion_protection",
      kind: "data-loss",
      says: turns(true, false, "deletion protection is turned off"),
    },
    { attribute: "backup_retention_period", kind: "data-loss", says: shrinks("older backups are deleted") },
  ],
  aws_sagemaker_domain: [
    {
      attribute: "retention_policy",
      kind: "data-loss",
      says: (before, after) =>
        canonical(after).includes('"Delete"') && !canonical(before).includes('"Delete"')
          ? "from now on its home folders are deleted with it"
          : undefined,
    },
  ],
};

export function inPlaceHazards({
  type,
  before,
  after,
}: ResourceDifference): readonly { says: string; kind: FindingKind; attribute: string }[] {
  return (rules[type] ?? []).flatMap(({ attribute, kind, says }) => {
    const sentence = says(member(before, attribute), member(after, attribute));
    return sentence ? [{ attribute, kind, says: sentence }] : [];
  });
}

function member(value: Redacted, name: string): Redacted {
  return isObject(value) ? (value[name] ?? null) : null;
}

function expirations(rules: Redacted): unknown {
  const kept = ["expiration", "noncurrent_version_expiration", "filter", "prefix", "status", "id"];
  if (!Array.isArray(rules)) return [];
  return rules.map((rule) =>
    isObject(rule)
      ? Object.fromEntries(kept.map((name) => [name, isEmpty(rule[name] as Redacted) ? null : rule[name]]))
      : rule,
  );
}

function isOn(value: Redacted): boolean {
  return canonical(value).includes('"enabled":true');
}
