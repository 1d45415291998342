// What the registry records about a model: enough to find its evaluation and to compare it with a later one.
import { createHash } from "node:crypto";

/** Keys and values of `CustomerMetadataProperties`. */
export type ModelMetadata = Readonly<Record<string, string>>;

/** The characters that SageMaker accepts in a value (API reference, CreateModelPackage), and the maximum length. */
const refused = /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu;
const longest = 256;

/**
 * Column names such as "Torque [Nm]" contain characters that the registry refuses. These become "_", and a hash of the
 * original keeps different names different.
 */
export function metadataValue(text: string): string {
  const accepted = text.replace(refused, "_");
  if (accepted === text && text.length <= longest) return text;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return `${accepted.slice(0, longest - hash.length - 1)}-${hash}`;
}

export function metadataOf(values: Readonly<Record<string, string | number>>): ModelMetadata {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, metadataValue(String(value))]));
}
