// What the checks found, for a terminal: question by question, and what to do about each problem.
import { bold, green, red, yellow } from "../terminal/text";
import type { Checked } from ".";

const width = 18;

/** Whether anything was found that would stop a deployment. */
export const stops = (checked: readonly Checked[]): boolean => count(checked, "wrong") > 0;

export function describeChecks(checked: readonly Checked[]): string {
  return checked
    .flatMap(({ title, findings }) =>
      findings.flatMap((finding, index) => {
        const head = `  ${sign[finding.kind]} ${(index === 0 ? title : "").padEnd(width)} ${finding.says}`;
        return "remedy" in finding ? [head, `    ${"".padEnd(width)} → ${finding.remedy}`] : [head];
      }),
    )
    .join("\n");
}

/** `2 problems would stop a deployment; 1 question was not answered.` */
export function summarize(name: string, checked: readonly Checked[]): string {
  const [problems, open] = [count(checked, "wrong"), count(checked, "unknown")];
  const answer =
    problems === 0
      ? `Nothing was found that would stop a deployment of ${name}`
      : `${problems} ${problems === 1 ? "problem" : "problems"} would stop a deployment of ${name}`;
  const rest = open === 0 ? "" : `; ${open} ${open === 1 ? "question was" : "questions were"} not answered`;
  return bold(`${answer}${rest}.`);
}

const sign = { right: green("✔"), wrong: red("✘"), advice: yellow("!"), unknown: yellow("?") } as const;

function count(checked: readonly Checked[], kind: keyof typeof sign): number {
  return checked.flatMap(({ findings }) => findings).filter((finding) => finding.kind === kind).length;
}
