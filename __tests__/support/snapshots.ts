// What a reviewer has to look at: a stack without what changes with every edit, and how other environments differ.
import type { Template } from "./template";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Without code hashes and the list of Python files, which are not decisions about infrastructure, and without the
 * definition of a state machine, which has its own snapshot. Policies are objects instead of text.
 */
export function reviewed(template: Template): Json {
  const text = JSON.stringify(template.snapshot, (key, value: unknown) =>
    key === "aws_s3_object" || key === "definition" ? undefined : opened(value),
  );
  return JSON.parse(text.replace(/[0-9A-F]{32}|[0-9a-f]{64}/g, "<hash>").replace(/code\/[0-9a-f]{16}/g, "code/<hash>"));
}

/** As readable JSON: a value that fits on one line is on one line. */
export function written(value: Json, indent = ""): string {
  const line = JSON.stringify(value);
  if (!isContainer(value) || indent.length + line.length <= 140) return line;
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const parts = Object.keys(value)
    .sort((one, other) => (Array.isArray(value) ? 0 : one < other ? -1 : 1))
    .map(
      (key) => `${deeper}${Array.isArray(value) ? "" : `${JSON.stringify(key)}: `}${written(at(value, key)!, deeper)}`,
    );
  return `${open}\n${parts.join(",\n")}\n${indent}${close}`;
}

/** One line for each value that differs, ignoring the environments' names and accounts. */
export function differences(base: Json, baseName: string, other: Json, otherName: string): string {
  return compare(evened(base, baseName), evened(other, otherName), "").join("\n");
}

function opened(value: unknown): unknown {
  const json = parsed(value);
  if (typeof json !== "object" || json === null || !("Statement" in json)) return json;
  const statements = (json.Statement as { readonly Sid?: string }[]).map((it, index) => [it.Sid ?? index, it] as const);
  return { ...json, Statement: Object.fromEntries(statements) as unknown };
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^[{[].*[}\]]$/s.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Names end in a hash that depends on the environment. */
function evened(json: Json, name: string): Json {
  const text = JSON.stringify(json)
    .replace(/\b\d{12}\b/g, "<account>")
    .replace(new RegExp(`(mlplatform-${name}[a-z0-9-]*)-[0-9a-f]{6}\\b`, "g"), "$1-<hash>")
    .replace(new RegExp(`\\b${name}\\b`, "g"), "<environment>");
  return JSON.parse(text) as Json;
}

function compare(base: Json | undefined, other: Json | undefined, path: string): string[] {
  if (JSON.stringify(base) === JSON.stringify(other)) return [];
  if (isContainer(base) && isContainer(other) && Array.isArray(base) === Array.isArray(other)) {
    const keys = [...new Set([...Object.keys(base), ...Object.keys(other)])].sort();
    return keys.flatMap((key) => compare(at(base, key), at(other, key), path === "" ? key : `${path}.${key}`));
  }
  // Production's value is in its own snapshot.
  if (other === undefined) return [`${path}: none`];
  return [`${path}: ${JSON.stringify(other)}${base === undefined ? "" : `, not ${JSON.stringify(base)}`}`];
}

type Container = Readonly<Record<string, Json>>;

function isContainer(value: Json | undefined): value is Container {
  return typeof value === "object" && value !== null;
}

function at(container: Container, key: string): Json | undefined {
  return container[key];
}
