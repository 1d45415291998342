// The parts of the comment that are never folded, in their order.
import type { Area } from "../../finding";
import type { PrintableFacts } from "../../printable";
import { count, tally } from "../../words";
import { findingLine, groupBlock, markdownOf } from "./sentences";
import { block, code, fold, plain } from "./text";
import { limited, trimmed } from "./trim";

/** A part with a heading and items; items can be left out if nothing else makes the comment fit. */
export interface Part {
  readonly title: string;
  /** One line each: what must be seen first. */
  readonly lines: readonly string[];
  readonly blocks: readonly string[];
  /** What its items are called when some are left out. */
  readonly items: string;
}

export function importantParts(facts: PrintableFacts): readonly Part[] {
  return [
    part(facts, "resources", "### Risks", "change"),
    part(facts, "permissions", "### Permissions", "policy"),
    part(facts, "network", "### Network, buckets and endpoints", "rule or policy"),
  ];
}

function part({ findings, groups }: PrintableFacts, area: Area, title: string, items: string): Part {
  const found = findings.filter((finding) => finding.area === area && !shownElsewhere.has(finding.kind));
  const blocks = groups.filter((group) => group.area === area).map(groupBlock);
  return { title, lines: found.map((finding) => `- ${findingLine(finding)}`), blocks, items };
}

/** Findings shown elsewhere: among the failures, and in the line about new resources. */
const shownElsewhere: ReadonlySet<string> = new Set(["refused-destruction", "new-stateful-resource"]);

/** The largest differences come first. */
const maxCostLines = 40;

export function costPart({ findings }: PrintableFacts): readonly string[] {
  const cost = findings.find(({ kind }) => kind === "cost");
  if (!cost?.note) return [];
  const first = `### Monthly cost\n\n${markdownOf(cost.sentence)}, ${markdownOf(cost.note)}.`;
  const lines = cost.rows.map(({ text }) => text);
  if (lines.length === 0) return [first];
  const more = lines.length > maxCostLines ? [`… and ${lines.length - maxCostLines} more lines`] : [];
  const body = block([...lines.slice(0, maxCostLines), ...more]);
  return [`${first}\n\n${lines.length <= 6 ? body : fold(count(lines.length, "line"), body)}`];
}

/** Counts and digest of each stack that changes. */
export function table({ stacks, reviewed }: PrintableFacts): readonly string[] {
  const changed = stacks.filter(({ details }) => details.length > 0);
  if (changed.length === 0) return [];
  const rows = changed.map(({ stack, details }) => {
    const kinds = details.flatMap(({ kind }) => (kind === "output" ? [] : [kind]));
    const { create, update, replace, delete: gone, ...rare } = tally(kinds);
    const others = Object.values(rare).reduce((sum, number) => sum + number, 0);
    const plan = reviewed[stack]!;
    const digest = plan.status === "planned" ? code(plan.digest.slice(0, 23)) : "";
    const provisional = plan.status === "planned" && plan.provisional ? " provisional" : "";
    return `| ${plain(stack)} | ${create} | ${update} | ${replace} | ${gone} | ${others} | ${digest}${provisional} |`;
  });
  const head =
    "| Stack | add | change | replace | destroy | other | digest of the plan |\n| --- | ---: | ---: | ---: | ---: | ---: | --- |";
  return [`### Changes\n\n${[head, ...rows].join("\n")}`];
}

const maxWarnings = 5;

/** Terraform's own warnings, and what was changed outside Terraform. */
export function warningParts({ stacks }: PrintableFacts): readonly string[] {
  return stacks.flatMap(({ stack, warnings, changedOutside }) => {
    const shown = warnings.slice(0, maxWarnings).map((warning) => block(trimmed(warning, 1_000)));
    const more = warnings.length > maxWarnings ? [`and ${count(warnings.length - maxWarnings, "more warning")}`] : [];
    const warned = `${plain(stack)}: ${count(warnings.length, "Terraform warning")}`;
    const changed = `${plain(stack)}: ${count(changedOutside.length, "resource")} changed outside of Terraform`;
    return [
      ...(warnings.length > 0 ? [fold(warned, [...shown, ...more].join("\n\n"))] : []),
      ...(changedOutside.length > 0 ? [fold(changed, block(limited(changedOutside)))] : []),
    ];
  });
}
