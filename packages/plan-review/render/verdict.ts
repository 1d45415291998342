// The first lines of every review: the verdict, the counts, and what is new.
import type { Finding, FindingKind, RowGroup } from "../finding";
import type { PrintableFacts } from "../printable";
import { joined, name, plainName, sentence, type Sentence, strong } from "../sentence";
import { count, tally, tallyWords } from "../words";

/** `1 change can lose data, 2 permissions widened` */
export function verdict({ findings, failed, pending }: PrintableFacts): Sentence {
  const of = (kind: FindingKind) => findings.filter((finding) => finding.kind === kind).length;
  const counted = (kind: FindingKind, one: string, many?: string) =>
    of(kind) > 0 ? [[count(of(kind), one, many)]] : [];
  const said: readonly Sentence[] = [
    ...(failed.length > 0 ? [sentence`planning failed in ${stackList(failed)}`] : []),
    ...counted("data-loss", "change can lose data", "changes can lose data"),
    ...counted("service-interruption", "change can stop a service", "changes can stop a service"),
    ...counted("endpoint-change", "endpoint change"),
    ...counted("wider-permission", "permission widened", "permissions widened"),
    ...counted("new-permission", "new permission to check", "new permissions to check"),
    ...counted("network-opening", "network opening"),
    ...counted("forgotten", "resource forgotten", "resources forgotten"),
    ...(pending.length > 0 ? [sentence`${stackList(pending)} not planned yet`] : []),
  ];
  return said.length > 0 ? joined(said, ", ") : ["nothing is lost, widened or opened"];
}

/** One paragraph: counts, then a phrase for each part of the review. */
export function summary({ stacks, groups, findings, commit }: PrintableFacts): Sentence {
  const changed = stacks.filter(({ details }) => details.length > 0);
  const unchanged = stacks.filter(({ details }) => details.length === 0);
  const kinds = changed.flatMap(({ details }) => details.flatMap(({ kind }) => (kind === "output" ? [] : [kind])));
  const cost = findings.find(({ kind }) => kind === "cost");
  return joined(
    [
      sentence`${strong(tallyWords(tally(kinds)))}${changed.length > 0 ? sentence` in ${stackList(changed)}` : []}.`,
      ...(unchanged.length > 0 ? [sentence`No changes in ${stackList(unchanged)}.`] : []),
      [`Permissions: ${rowCount(groups, "permissions")}.`],
      [`Network: ${rowCount(groups, "network")}.`],
      ...(cost ? [sentence`Cost: ${cost.sentence}.`] : []),
      ...(commit ? [sentence`Commit ${name(commit.slice(0, 12))}.`] : []),
    ],
    " ",
  );
}

const shownNewResources = 6;

/** New resources that hold data, by name. */
export function newResources({ findings }: PrintableFacts): Sentence | undefined {
  const found: readonly Finding[] = findings.filter(({ kind }) => kind === "new-stateful-resource");
  if (found.length === 0) return undefined;
  const shown = found.slice(0, shownNewResources).map(({ sentence: words }) => words);
  const more = found.length > shownNewResources ? ` and ${found.length - shownNewResources} more` : "";
  return sentence`New: ${joined(shown, "; ")}${more}.`;
}

export function stackList(stacks: readonly { readonly stack: string }[]): Sentence {
  return names(stacks.map(({ stack }) => stack));
}

/** `a, b and c` */
export function names(all: readonly string[]): Sentence {
  const phrases = all.map((text): Sentence => [plainName(text)]);
  if (phrases.length < 2) return phrases.flat();
  return sentence`${joined(phrases.slice(0, -1), ", ")} and ${phrases.at(-1)}`;
}

function rowCount(groups: readonly RowGroup[], area: RowGroup["area"]): string {
  const rows = groups.filter((group) => group.area === area).flatMap((group) => group.rows);
  const added = rows.filter(({ sign }) => sign === "+").length;
  return rows.length === 0 ? "no change" : `${added} added, ${rows.length - added} removed`;
}
