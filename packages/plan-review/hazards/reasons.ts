// The reason why Terraform replaces or deletes something, as part of a sentence.
import type { ResourceDifference } from "../changes";
import { differences, shownPath, shownValue } from "../diff";
import { isObject } from "../json";
import { equal, isEmpty, type Redacted } from "../redaction";
import { change, joined, name, quote, sentence, type Sentence } from "../sentence";

const deletions: Readonly<Record<string, string>> = {
  delete_because_no_resource_config: "because it is no longer in the code",
  delete_because_no_module: "because its module is no longer in the code",
  delete_because_wrong_repetition: "because its count or for_each was added or removed",
  delete_because_count_index: "because its count is lower now",
  delete_because_each_key: "because its for_each key was removed",
  delete_because_no_move_target: "because the resource it was moved to does not exist",
};

const replacements: Readonly<Record<string, string>> = {
  replace_because_tainted: "because its creation failed, or it was marked as tainted",
  replace_by_request: "because the plan was made with -replace",
  replace_by_triggers: "because something in its replace_triggered_by changes",
};

const unknown = "and the plan does not say why";

/** `because bucket cannot be changed in place: "a" -> "b"` */
export function why(resource: ResourceDifference): Sentence {
  const { kind, reason = "", replacePaths } = resource;
  if (kind === "delete") return [deletions[reason] ?? unknown];
  if (kind === "forget") return ["because the code tells Terraform to forget it"];
  if (replacePaths.length === 0) return [replacements[reason] ?? unknown];
  const attributes = replacePaths.map((path) => attributeChange(resource, path));
  return sentence`because ${joined(attributes, ", and ")}`;
}

function attributeChange({ before, after }: ResourceDifference, path: readonly (string | number)[]): Sentence {
  const [was, is] = [at(before, path), at(after, path)];
  // Deeper names may be keys of a map.
  const attribute = path.length > 1 ? quote(shownPath(path)) : name(shownPath(path));
  const where = sentence`${attribute} cannot be changed in place`;
  if (equal(was, is) || (isEmpty(was) && isEmpty(is))) return where;
  const leaves = differences(was ?? null, is ?? null, path);
  // Only the differences of a long list.
  const [from, to] = leaves.length === 1 ? [leaves[0]!.before, leaves[0]!.after] : [was, is];
  return sentence`${where}: ${change(shownValue(from), shownValue(to), 100)}`;
}

function at(value: Redacted, path: readonly (string | number)[]): Redacted | undefined {
  return path.reduce<Redacted | undefined>(
    (item, part) => (Array.isArray(item) ? (item[part as number] as Redacted) : isObject(item) ? item[part] : item),
    value,
  );
}
