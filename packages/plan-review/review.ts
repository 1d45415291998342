// The review of an environment's plans: one comment for people, one file for the deployment that follows.
import { type Facts, factsOf } from "./facts";
import { newcomersLine, summary, title } from "./header";
import { fitDetails, fitParts, longestComment } from "./fit";
import type { Review, ReviewInput } from "./input";
import { code, plain } from "./markdown";
import { notes } from "./notes";
import { be, list } from "./numbers";
import * as parts from "./parts";

export function review(input: ReviewInput): Review {
  const facts = factsOf(input);
  return { markdown: `${isSilent(facts) ? nothing(facts) : comment(facts)}\n`, json: facts.json };
}

/** The comment of an environment is found again by this beginning, and updated in place. */
export function marker(environment: string): string {
  return `<!-- mlplatform-review:${environment} -->`;
}

function isSilent({ stacks, failed, pending }: Facts): boolean {
  const quiet = stacks.every(({ details, warnings }) => details.length + warnings.length === 0);
  return quiet && failed.length + pending.length === 0;
}

/** GitHub does not format what follows a comment in its line, so this is HTML. */
function nothing({ input, stacks }: Facts): string {
  const names = list(stacks.map(({ stack }) => plain(stack)));
  const commit = input.commit ? ` (commit ${plain(input.commit.slice(0, 12))})` : "";
  return `${marker(input.environment)}<b>${plain(input.environment)}</b>: no changes in ${names}${commit}.`;
}

function comment(facts: Facts): string {
  const { environment } = facts.input;
  const top = [`${marker(environment)}\n${title(facts)}`, summary(facts), ...newcomersLine(facts), ...notes(facts)];
  const bottom = [...parts.costPart(facts), ...parts.table(facts), ...parts.warningParts(facts)];
  const important = [parts.hazardPart(facts), parts.permissionPart(facts), parts.networkPart(facts)];
  const room = longestComment - length([...top, ...bottom]);
  const changed = facts.stacks.filter(({ details }) => details.length > 0);
  const folds = changed.map(({ stack, details }) => ({ stack, details, digest: digestLine(facts, stack) }));
  // Folds that show nothing but their digest take this much.
  const smallest = folds.length * 400 + 2_000;
  const first = fitParts(important, room - smallest);
  const second = fitDetails(folds, room - length(first.texts));
  const note = leftOutNote(
    environment,
    [...first.left, ...second.left],
    changed.map(({ stack }) => stack),
  );
  return [...top, ...first.texts, ...bottom, ...note, ...second.texts].join("\n\n");
}

function digestLine({ json }: Facts, stack: string): string {
  const reviewed = json.stacks[stack]!;
  if (reviewed.status !== "planned") return "";
  const provisional = reviewed.provisional
    ? `, provisional until ${list((reviewed.producers ?? []).map(plain))} ${be(reviewed.producers ?? [])} applied`
    : "";
  return `Digest of this plan: ${code(reviewed.digest)}${provisional}`;
}

function leftOutNote(environment: string, left: readonly string[], stacks: readonly string[]): readonly string[] {
  if (left.length === 0) return [];
  const commands = stacks.map((stack) => code(`npm run diff -- ${environment} ${stack}`));
  return [
    `**Left out**, because a comment holds 65,536 characters: ${left.join("; ")}. They are shown by ${list(commands)}.`,
  ];
}

function length(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length + 2, 0);
}
