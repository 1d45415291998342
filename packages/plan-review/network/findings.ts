// Who can reach whom: rules and routes as rows added and removed, with findings about those that open something.
import type { ResourceDifference } from "../changes";
import { type Finding, finding, type Row, type RowGroup } from "../finding";
import { name, sentence, strong } from "../sentence";
import { reachOf } from "./reach";
import { type Traffic, trafficOf } from "./traffic";

interface Line extends Row {
  readonly opens?: string | undefined;
}

export function networkFindings(resource: ResourceDifference): readonly Finding[] {
  const where = name(resource.constructPath ?? resource.address);
  return linesOf(resource).flatMap(({ opens, ...row }) =>
    opens
      ? [
          finding("network-opening", "network", resource, {
            sentence: sentence`${where}: ${strong(opens)}`,
            rows: [row],
          }),
        ]
      : [],
  );
}

/** Undefined if it has nothing to do with the network. */
export function networkGroup(resource: ResourceDifference): RowGroup | undefined {
  const { stack, address, constructPath } = resource;
  const rows = linesOf(resource).map(({ sign, text }): Row => ({ ...(sign && { sign }), text }));
  return rows.length > 0 ? { area: "network", stack, address, constructPath, rows } : undefined;
}

function linesOf(resource: ResourceDifference): readonly Line[] {
  const { type, before, after } = resource;
  const [was, is] = [trafficOf(type, before), trafficOf(type, after)];
  return [
    ...minus(was, is).map(({ text }) => ({ sign: "-" as const, text })),
    ...minus(is, was).map((traffic) => ({ sign: "+" as const, ...traffic })),
    ...reachOf(resource).map(({ sign, text, opens }) => ({
      sign,
      text,
      opens: opens ? "opens the network" : undefined,
    })),
  ];
}

function minus(all: readonly Traffic[], others: readonly Traffic[]): readonly Traffic[] {
  return all.filter(({ text }) => !others.some((other) => other.text === text));
}
