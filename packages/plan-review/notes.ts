// What stands between the reader and a final plan: failures, stacks that wait, digests that do not cover everything.
import type { Facts } from "./facts";
import { precious } from "./hazards/precious";
import { block, code, plain } from "./markdown";
import { list } from "./numbers";
import { trimmed } from "./texts";

/** One block each, the loudest first. */
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
        `⏳ **${plain(stack)}**: provisional: planned with the outputs that ${list(producers.map(plain))} ${producers.length > 1 ? "have" : "has"} now. What it does is final once ${producers.length > 1 ? "they are" : "that is"} applied.`,
    ),
    ...secret.map(
      (stack) => `🔑 **${stack}**: sensitive value changed, not part of the digest (PLAN_DIGEST_KEY is not set).`,
    ),
  ];
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
