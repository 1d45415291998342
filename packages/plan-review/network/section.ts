// Who can reach whom: rules and ways in and out as rows added and removed, openings first.
import type { ResourceDifference } from "../changes";
import { named } from "../hazards";
import { block, code } from "../markdown";
import { reachOf } from "./reach";
import { type Traffic, trafficOf } from "./traffic";

export interface NetworkSection {
  readonly warnings: readonly string[];
  readonly blocks: readonly string[];
  readonly added: number;
  readonly removed: number;
}

interface Line {
  readonly sign: "+" | "-";
  readonly text: string;
  readonly opens?: string;
}

export function networkSection(resources: readonly ResourceDifference[]): NetworkSection {
  const found = resources.flatMap((resource) => {
    const lines = linesOf(resource);
    return lines.length > 0 ? [{ resource, lines, open: lines.some(({ opens }) => opens) }] : [];
  });
  const sorted = [...found].sort((a, b) => Number(b.open) - Number(a.open));
  const all = sorted.flatMap(({ lines }) => lines);
  return {
    warnings: sorted.flatMap(({ resource, lines }) =>
      lines.flatMap(({ text, opens }) => (opens ? [warning(resource, text, opens)] : [])),
    ),
    blocks: sorted.map(
      ({ resource, lines }) =>
        `${named(resource)}\n${block(
          lines.map(({ sign, text }) => `${sign} ${resource.redact(text)}`),
          "diff",
        )}`,
    ),
    added: all.filter(({ sign }) => sign === "+").length,
    removed: all.filter(({ sign }) => sign === "-").length,
  };
}

function warning({ constructPath, address, redact }: ResourceDifference, text: string, opens: string): string {
  return `⚠️ ${code(constructPath ?? address)}: **${opens}**: ${code(redact(text))}`;
}

function linesOf(resource: ResourceDifference): readonly Line[] {
  const { type, before, after } = resource;
  const [was, is] = [trafficOf(type, before), trafficOf(type, after)];
  const reach = reachOf(resource).map(({ sign, text, opens }) => ({
    sign,
    text,
    ...(opens && { opens: "opens the network" }),
  }));
  return [
    ...minus(was, is).map(({ text }) => ({ sign: "-" as const, text })),
    ...minus(is, was).map((traffic) => ({ sign: "+" as const, ...traffic })),
    ...reach,
  ];
}

function minus(all: readonly Traffic[], others: readonly Traffic[]): readonly Traffic[] {
  return all.filter(({ text }) => !others.some((other) => other.text === text));
}
