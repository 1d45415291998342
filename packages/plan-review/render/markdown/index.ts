// Renders a review as a comment on GitHub.
import type { CallerNames } from "../../input";
import type { PrintableFacts } from "../../printable";
import { be } from "../../words";
import { detailLines } from "../detail-lines";
import { names, newResources, stackList, summary, verdict } from "../verdict";
import { fitDetails, fitParts, longestComment } from "./fit";
import { notes } from "./notes";
import * as parts from "./parts";
import { markdownOf } from "./sentences";
import { code, plain } from "./text";

/** Below GitHub's 65,536 characters. */
export function markdown(facts: PrintableFacts, caller: CallerNames): string {
  return `${isSilent(facts) ? nothing(facts, caller) : comment(facts, caller)}\n`;
}

function isSilent({ stacks, failed, pending }: PrintableFacts): boolean {
  const quiet = stacks.every(({ details, warnings }) => details.length + warnings.length === 0);
  return quiet && failed.length + pending.length === 0;
}

/** GitHub does not format Markdown that follows a comment on the same line, so this is HTML. */
function nothing({ environment, stacks, commit }: PrintableFacts, { marker }: CallerNames): string {
  const of = commit ? ` (commit ${plain(commit.slice(0, 12))})` : "";
  return `${marker}<b>${plain(environment)}</b>: no changes in ${markdownOf(stackList(stacks))}${of}.`;
}

function comment(facts: PrintableFacts, { marker, diffCommand, digestKey }: CallerNames): string {
  const title = `${marker}\n## Plan for ${plain(facts.environment)}: ${markdownOf(verdict(facts))}`;
  const fresh = newResources(facts);
  const top = [title, markdownOf(summary(facts)), ...(fresh ? [markdownOf(fresh)] : []), ...notes(facts, digestKey)];
  const bottom = [...parts.costPart(facts), ...parts.table(facts), ...parts.warningParts(facts)];
  const room = longestComment - length([...top, ...bottom]);
  const folds = facts.stacks
    .filter(({ details }) => details.length > 0)
    .map(({ stack, details }) => ({ stack, details: details.map(detailLines), digest: digestLine(facts, stack) }));
  // Folds that show only their digest take this much.
  const smallest = folds.length * 400 + 2_000;
  const first = fitParts(parts.importantParts(facts), room - smallest);
  const second = fitDetails(folds, room - length(first.texts));
  const note = leftOutNote(
    [...first.left, ...second.left],
    folds.map(({ stack }) => diffCommand(stack)),
  );
  return [...top, ...first.texts, ...bottom, ...note, ...second.texts].join("\n\n");
}

function digestLine({ reviewed }: PrintableFacts, stack: string): string {
  const plan = reviewed[stack]!;
  if (plan.status !== "planned") return "";
  const producers = plan.producers ?? [];
  const provisional = plan.provisional
    ? `, provisional until ${markdownOf(names(producers))} ${be(producers)} applied`
    : "";
  return `Digest of this plan: ${code(plan.digest)}${provisional}`;
}

function leftOutNote(left: readonly string[], commands: readonly string[]): readonly string[] {
  if (left.length === 0) return [];
  const shown = commands.map(code);
  const all = shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
  return [`**Left out**, because a comment holds 65,536 characters: ${left.join("; ")}. See ${all}.`];
}

function length(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length + 2, 0);
}
