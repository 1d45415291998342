// The parts of the comment that are never folded away, in their order.
import { costSection, costWords } from "./cost";
import type { Facts } from "./facts";
import { precious } from "./hazards/precious";
import { block, code, fold, plain } from "./markdown";
import { count, list, tally, tallyWords } from "./numbers";

/** A part as a heading and items; items are what can be left out when nothing else helps. */
export interface Part {
  readonly title: string;
  /** One line each: what must be seen first. */
  readonly lines: readonly string[];
  readonly blocks: readonly string[];
  /** What its items are called when some are left out. */
  readonly items: string;
}

export function title({ input, hazards, permissions, networkPolicies, network, failed, pending }: Facts): string {
  const of = (loss: string) => hazards.filter((hazard) => hazard.loss === loss).length;
  const wider = permissions.wider + networkPolicies.wider;
  const fresh = permissions.warnings.length + networkPolicies.warnings.length - wider;
  const said = [
    failed.length > 0 ? `planning failed in ${list(failed.map(({ stack }) => plain(stack)))}` : "",
    of("data") > 0 ? `${count(of("data"), "change")} can lose data` : "",
    of("service") > 0 ? `${count(of("service"), "change")} can stop a service` : "",
    of("endpoint") > 0 ? `${count(of("endpoint"), "change")} of an endpoint` : "",
    wider > 0 ? `${count(wider, "permission gets", "permissions get")} wider` : "",
    fresh > 0 ? `${count(fresh, "new permission")} to look at` : "",
    network.warnings.length > 0 ? count(network.warnings.length, "network opening") : "",
    of("forgotten") > 0 ? `${count(of("forgotten"), "resource")} forgotten` : "",
    pending.length > 0 ? `${list(pending.map(({ stack }) => plain(stack)))} not planned yet` : "",
  ].filter((part) => part !== "");
  const verdict = said.length > 0 ? said.join(", ") : "nothing is lost, widened or opened";
  return `## Plan for ${plain(input.environment)}: ${verdict}`;
}

/** One paragraph: counts, then one phrase for each of the parts below. */
export function summary(facts: Facts): string {
  const { stacks, permissions: p, network: n, networkPolicies: np, input } = facts;
  const changed = stacks.filter(({ details }) => details.length > 0);
  const unchanged = stacks.filter(({ details }) => details.length === 0).map(({ stack }) => plain(stack));
  const words = tallyWords(tally(changed.flatMap(({ resources }) => resources.map(({ kind }) => kind))));
  const where = changed.length > 0 ? ` in ${list(changed.map(({ stack }) => plain(stack)))}` : "";
  const rows = (added: number, removed: number) =>
    added + removed === 0 ? "no change" : `${added} added, ${removed} removed`;
  return [
    `**${words}**${where}.`,
    ...(unchanged.length > 0 ? [`No changes in ${list(unchanged)}.`] : []),
    `Permissions: ${rows(p.added, p.removed)}.`,
    `Network: ${rows(n.added + np.added, n.removed + np.removed)}.`,
    input.cost ? `Cost: ${costWords(input.cost)}.` : "Cost: not estimated.",
    ...(input.commit ? [`Commit ${code(input.commit.slice(0, 12))}.`] : []),
  ].join(" ");
}

/** New things that hold data, by name: the rest is in the fold. */
export function newcomersLine({ newcomers }: Facts): readonly string[] {
  if (newcomers.length === 0) return [];
  const more = newcomers.length > shownNewcomers ? ` and ${newcomers.length - shownNewcomers} more` : "";
  return [`New: ${newcomers.slice(0, shownNewcomers).join("; ")}${more}.`];
}

const shownNewcomers = 6;

/** What stands between the reader and a final plan. */
export function notes({ failed, pending, json, input }: Facts): readonly string[] {
  const provisional = Object.entries(json.stacks).flatMap(([stack, reviewed]) =>
    reviewed.status === "planned" && reviewed.provisional ? [{ stack, producers: reviewed.producers ?? [] }] : [],
  );
  const secret = Object.entries(json.stacks).flatMap(([stack, reviewed]) =>
    reviewed.status === "planned" && reviewed.sensitiveValues === "not compared" ? [plain(stack)] : [],
  );
  const paths = (stack: string) => input.constructPaths[stack] ?? {};
  return [
    ...failed.map(
      ({ stack, error }) =>
        `### ❌ ${plain(stack)} cannot be planned\n\n${protectedLines(error, paths(stack))}${block([...trimmed(error), ...constructsIn(error, paths(stack))])}`,
    ),
    ...pending.map(
      ({ stack, waitsFor }) =>
        `⏳ **${plain(stack)}**: upstream pending: waits for ${list(waitsFor.map(plain))}. It can be planned once that is applied, and is not part of this review.`,
    ),
    ...provisional.map(
      ({ stack, producers }) =>
        `⏳ **${plain(stack)}**: provisional: planned with the outputs that ${list(producers.map(plain))} has now. What it does is final once ${producers.length > 1 ? "they are" : "that is"} applied.`,
    ),
    ...secret.map(
      (stack) => `🔑 **${stack}**: sensitive value changed, not part of the digest (PLAN_DIGEST_KEY is not set).`,
    ),
  ];
}

export function hazardPart({ hazards }: Facts): Part {
  return { title: "### What can hurt", lines: hazards.map(({ line }) => `- ${line}`), blocks: [], items: "change" };
}

export function permissionPart({ permissions }: Facts): Part {
  const { warnings, blocks } = permissions;
  return { title: "### Permissions", lines: warnings.map((line) => `- ${line}`), blocks, items: "policy" };
}

export function networkPart({ network, networkPolicies }: Facts): Part {
  return {
    title: "### Network, buckets and endpoints",
    lines: [...network.warnings, ...networkPolicies.warnings].map((line) => `- ${line}`),
    blocks: [...network.blocks, ...networkPolicies.blocks],
    items: "rule or policy",
  };
}

export function costPart({ input }: Facts): readonly string[] {
  return input.cost ? [costSection(input.cost)] : [];
}

/** Counts and digest of each stack that changes. */
export function table({ stacks, json }: Facts): readonly string[] {
  const changed = stacks.filter(({ details }) => details.length > 0);
  if (changed.length === 0) return [];
  const rows = changed.map(({ stack, resources }) => {
    const { create, update, replace, delete: gone, ...rare } = tally(resources.map(({ kind }) => kind));
    const others = Object.values(rare).reduce((sum, number) => sum + number, 0);
    const reviewed = json.stacks[stack]!;
    const digest = reviewed.status === "planned" ? code(reviewed.digest.slice(0, 23)) : "";
    const provisional = reviewed.status === "planned" && reviewed.provisional ? " provisional" : "";
    return `| ${plain(stack)} | ${create} | ${update} | ${replace} | ${gone} | ${others} | ${digest}${provisional} |`;
  });
  const head =
    "| Stack | add | change | replace | destroy | other | digest of the plan |\n| --- | ---: | ---: | ---: | ---: | ---: | --- |";
  return [`### Changes\n\n${[head, ...rows].join("\n")}`];
}

/** Terraform's own, and what was changed behind its back. */
export function warningParts({ stacks }: Facts): readonly string[] {
  return stacks.flatMap(({ stack, warnings, changedOutside }) => [
    ...(warnings.length > 0
      ? [
          fold(
            `${plain(stack)}: ${count(warnings.length, "warning")} of Terraform`,
            warnings.map((warning) => block(trimmed(warning))).join("\n\n"),
          ),
        ]
      : []),
    ...(changedOutside.length > 0
      ? [
          fold(
            `${plain(stack)}: ${count(changedOutside.length, "resource")} changed outside of Terraform`,
            block(changedOutside),
          ),
        ]
      : []),
  ]);
}

const longestError = 60;

function trimmed(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const indent = Math.min(...lines.map((line) => /^ */.exec(line)![0].length));
  const shown = lines.slice(0, longestError).map((line) => clipped(line.slice(indent)));
  return lines.length > longestError ? [...shown, `… and ${lines.length - longestError} more lines`] : shown;
}

function clipped(line: string): string {
  return line.length <= 500 ? line : `${line.slice(0, 500)}… (${line.length} characters)`;
}

/** A refused destruction is what can hurt, although nothing happens: somebody asked for it. */
function protectedLines(error: string, paths: Readonly<Record<string, string>>): string {
  const found = [...error.matchAll(/Resource\s+(\S+)\s+has\s+lifecycle\.prevent_destroy\s+set/g)].map(([, address]) => {
    const what = precious[address!.split(".")[0]!]?.what ?? "resource";
    const path = paths[address!];
    return `- 🔒 **${what}** ${path ? `${code(path)} (${code(address!)})` : code(address!)} is protected, and this change would delete or replace it.`;
  });
  return found.length > 0 ? `${found.join("\n")}\n\n` : "";
}

/** Terraform's errors name addresses; people think in constructs. */
function constructsIn(error: string, paths: Readonly<Record<string, string>>): readonly string[] {
  const found = Object.entries(paths).filter(([address]) =>
    new RegExp(`(^|[^\\w.])${escape(address)}([^\\w]|$)`).test(error),
  );
  return found.map(([address, path]) => `${address} is ${path}`);
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
