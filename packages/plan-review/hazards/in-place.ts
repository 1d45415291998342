// Updates that lose data or stop a service although the resource stays: a shorter retention, a key switched off.
import type { ResourceDifference } from "../changes";
import { code } from "../markdown";
import { canonical, isObject } from "../json";
import { equal, isEmpty, type Sealed } from "../sealed";
import type { Hazard } from "./hazard";

interface Rule {
  readonly attribute: string;
  readonly loss: Hazard["loss"];
  /** What happens, where the change is one that hurts. */
  readonly says: (before: Sealed, after: Sealed) => string | undefined;
}

const turns = (from: Sealed, to: Sealed, says: string) => (before: Sealed, after: Sealed) =>
  equal(before, from) && equal(after, to) ? says : undefined;
const shrinks = (says: string) => (before: Sealed, after: Sealed) =>
  typeof after === "number" && after > 0 && typeof before === "number" && (before === 0 || after < before)
    ? `${says}: ${before === 0 ? "kept for ever" : `${before} days`} -> ${after} days`
    : undefined;

const rules: Readonly<Record<string, readonly Rule[]>> = {
  aws_s3_bucket_versioning: [
    {
      attribute: "versioning_configuration",
      loss: "data",
      says: (before, after) =>
        canonical(before).includes('"Enabled"') && !canonical(after).includes('"Enabled"')
          ? "versions are no longer kept: what is overwritten or deleted from now on is gone"
          : undefined,
    },
  ],
  aws_s3_bucket_lifecycle_configuration: [
    {
      attribute: "rule",
      loss: "data",
      says: (before, after) =>
        canonical(expirations(before)) === canonical(expirations(after))
          ? undefined
          : "the rules change by which objects are deleted after some time",
    },
  ],
  aws_s3_bucket: [
    {
      attribute: "force_destroy",
      loss: "data",
      says: turns(false, true, "from now on it can be deleted with everything in it"),
    },
  ],
  aws_cloudwatch_log_group: [{ attribute: "retention_in_days", loss: "data", says: shrinks("older logs are deleted") }],
  aws_kms_key: [
    {
      attribute: "is_enabled",
      loss: "service",
      says: turns(true, false, "it is switched off: nothing that it encrypts can be read"),
    },
    { attribute: "enable_key_rotation", loss: "service", says: turns(true, false, "it is no longer rotated") },
  ],
  aws_dynamodb_table: [
    {
      attribute: "deletion_protection_enabled",
      loss: "data",
      says: turns(true, false, "its protection against deletion goes"),
    },
    {
      attribute: "point_in_time_recovery",
      loss: "data",
      says: (before, after) => (isOn(before) && !isOn(after) ? "its point-in-time recovery goes" : undefined),
    },
  ],
  aws_db_instance: [
    {
      attribute: "deletion_protection",
      loss: "data",
      says: turns(true, false, "its protection against deletion goes"),
    },
    { attribute: "backup_retention_period", loss: "data", says: shrinks("older backups are deleted") },
  ],
  aws_sagemaker_domain: [
    {
      attribute: "retention_policy",
      loss: "data",
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
}: ResourceDifference): readonly { says: string; loss: Hazard["loss"]; attribute: string }[] {
  return (rules[type] ?? []).flatMap(({ attribute, loss, says }) => {
    const sentence = says(member(before, attribute), member(after, attribute));
    return sentence ? [{ attribute: code(attribute), loss, says: sentence }] : [];
  });
}

function member(value: Sealed, name: string): Sealed {
  return isObject(value) ? ((value[name] as Sealed | undefined) ?? null) : null;
}

function expirations(rules: Sealed): unknown {
  const kept = ["expiration", "noncurrent_version_expiration", "filter", "prefix", "status", "id"];
  if (!Array.isArray(rules)) return [];
  return rules.map((rule) =>
    isObject(rule)
      ? Object.fromEntries(kept.map((name) => [name, isEmpty(rule[name] as Sealed) ? null : rule[name]]))
      : rule,
  );
}

function isOn(value: Sealed): boolean {
  return canonical(value).includes('"enabled":true');
}
