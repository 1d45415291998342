// Notes on what keeps the plan from being final: failures, stacks that wait, digests that do not cover everything.
import type { PrintableFacts } from "../../printable";
import { sentence, strong } from "../../sentence";
import { names } from "../verdict";
import { findingLine, markdownOf } from "./sentences";
import { block, plain } from "./text";
import { trimmed } from "./trim";

/** One block each, the most severe first. */
export function notes(facts: PrintableFacts, digestKey: string): readonly string[] {
  const { failed, pending, reviewed } = facts;
  const plans = Object.entries(reviewed).flatMap(([stack, plan]) =>
    plan.status === "planned" ? [{ ...plan, stack }] : [],
  );
  const line = (symbol: string, text: ReturnType<typeof sentence>) => `${symbol} ${markdownOf(text)}.`;
  return [
    ...failed.map(({ stack, error }) => failure(facts, stack, error)),
    ...pending.map(({ stack, waitsFor }) =>
      line(
        "⏳",
        sentence`${strong(stack)} is not planned yet: it reads outputs of ${names(waitsFor)}, which ${waitsFor.length > 1 ? "have" : "has"} to be applied first. It is not part of this review`,
      ),
    ),
    ...plans
      .filter(({ provisional }) => provisional)
      .map(({ stack, producers = [] }) =>
        line(
          "⏳",
          sentence`${strong(stack)} is provisional: it was planned with the current outputs of ${names(producers)}, and is final once ${producers.length > 1 ? "they are" : "that is"} applied`,
        ),
      ),
    ...plans
      .filter(({ sensitiveValues }) => sensitiveValues === "not compared")
      .map(({ stack }) =>
        line(
          "🔑",
          sentence`${strong(stack)} changes a sensitive value that its digest does not cover (${digestKey} is not set)`,
        ),
      ),
  ];
}

/** A refused deletion comes first: it shows what would be lost otherwise. */
function failure({ findings, constructPaths }: PrintableFacts, stack: string, error: string): string {
  const refused = findings.filter((finding) => finding.kind === "refused-destruction" && finding.stack === stack);
  const lines = [...trimmed(error), ...constructsIn(error, constructPaths[stack] ?? {})];
  return [
    `### ❌ ${plain(stack)} cannot be planned`,
    ...(refused.length > 0 ? [refused.map((finding) => `- ${findingLine(finding)}`).join("\n")] : []),
    block(lines),
  ].join("\n\n");
}

/** Terraform's errors name addresses; people know constructs. */
function constructsIn(error: string, paths: Readonly<Record<string, string>>): readonly string[] {
  const found = Object.entries(paths).filter(([address]) =>
    new RegExp(`(^|[^\\w.])${escape(address)}([^\\w]|$)`).test(error),
  );
  return found.map(([address, path]) => `${address} is ${path}`);
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
