// The parts of the comment that are never folded away, in their order.
import { costSection } from "./cost";
import type { Facts } from "./facts";
import { block, code, fold, plain } from "./markdown";
import { count, tally } from "./numbers";
import { limited, trimmed } from "./texts";

/** A part as a heading and items; items are what can be left out when nothing else helps. */
export interface Part {
  readonly title: string;
  /** One line each: what must be seen first. */
  readonly lines: readonly string[];
  readonly blocks: readonly string[];
  /** What its items are called when some are left out. */
  readonly items: string;
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
  return input.cost?.status === "estimated" ? [costSection(input.cost)] : [];
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
            [
              ...warnings.slice(0, mostWarnings).map((warning) => block(trimmed(warning, 1_000))),
              ...(warnings.length > mostWarnings
                ? [`and ${count(warnings.length - mostWarnings, "more warning")}`]
                : []),
            ].join("\n\n"),
          ),
        ]
      : []),
    ...(changedOutside.length > 0
      ? [
          fold(
            `${plain(stack)}: ${count(changedOutside.length, "resource")} changed outside of Terraform`,
            block(limited(changedOutside)),
          ),
        ]
      : []),
  ]);
}

const mostWarnings = 5;
