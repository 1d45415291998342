// The first lines: verdict, counts, what is new.
import { costWords } from "./cost";
import type { Facts } from "./facts";
import { code, plain } from "./markdown";
import { count, list, tally, tallyWords } from "./numbers";

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
    `Cost: ${costWords(input.cost ?? { status: "not estimated" })}.`,
    ...(input.commit ? [`Commit ${code(input.commit.slice(0, 12))}.`] : []),
  ].join(" ");
}

const shownNewcomers = 6;

/** New things that hold data, by name: the rest is in the fold. */
export function newcomersLine({ newcomers }: Facts): readonly string[] {
  if (newcomers.length === 0) return [];
  const more = newcomers.length > shownNewcomers ? ` and ${newcomers.length - shownNewcomers} more` : "";
  return [`New: ${newcomers.slice(0, shownNewcomers).join("; ")}${more}.`];
}
