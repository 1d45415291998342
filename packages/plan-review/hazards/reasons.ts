// Why Terraform replaces or deletes something, as a sentence.
import type { ResourceDifference } from "../changes";
import { differences, shownPath, shownValue } from "../diff";
import { isObject } from "../json";
import { code } from "../markdown";
import { equal, isEmpty, redacted, type Sealed } from "../sealed";

const deletions: Readonly<Record<string, string>> = {
  delete_because_no_resource_config: "it is no longer in the code",
  delete_because_no_module: "its module is no longer in the code",
  delete_because_wrong_repetition: "it has become one of several, or a single one",
  delete_because_count_index: "there are fewer of it now",
  delete_because_each_key: "its key is no longer listed",
  delete_because_no_move_target: "what it was moved to does not exist",
};

const replacements: Readonly<Record<string, string>> = {
  replace_because_tainted: "its creation failed half-way, or somebody marked it as tainted",
  replace_by_request: "the plan was asked to (-replace)",
  replace_by_triggers: "something it is tied to changes (replace_triggered_by)",
};

/** `because bucket cannot be changed in place: "a" -> "b"` */
export function why(resource: ResourceDifference): string {
  const { kind, reason = "", replacePaths } = resource;
  if (kind === "delete") return `because ${deletions[reason] ?? "the plan says so"}`;
  if (kind === "forget") return "because the code tells Terraform to forget it";
  const attributes = replacePaths.map((path) => attributeChange(resource, path));
  if (attributes.length > 0) return `because ${attributes.join(", and ")}`;
  return `because ${replacements[reason] ?? "the plan says so"}`;
}

function attributeChange({ before, after, redact }: ResourceDifference, path: readonly (string | number)[]): string {
  const [was, is] = [at(before, path), at(after, path)];
  const where = `${code(shownPath(path))} cannot be changed in place`;
  if (equal(was, is) || (isEmpty(was) && isEmpty(is))) return where;
  const leaves = differences(was ?? null, is ?? null, path);
  // Of a long list only what differs.
  const [from, to] = leaves.length === 1 ? [leaves[0]!.before, leaves[0]!.after] : [was, is];
  const shown = (value: Sealed | undefined) => shownValue(value === undefined ? value : redacted(value, redact), 100);
  return `${where}: ${code(`${shown(from)} -> ${shown(to)}`)}`;
}

function at(value: Sealed, path: readonly (string | number)[]): Sealed | undefined {
  return path.reduce<Sealed | undefined>(
    (item, name) =>
      Array.isArray(item) ? (item[name as number] as Sealed) : isObject(item) ? (item[name] as Sealed) : item,
    value,
  );
}
