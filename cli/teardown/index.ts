// The final check of `npm stop`: asks every service what still exists. Terraform's state covers only its resources.
import { UserError } from "../../packages/errors";
import type { AwsSettings } from "../aws/settings";
import { dim, red, table } from "../terminal/text";
import { applicationChecks } from "./application";
import type { Check } from "./check";
import { foundationChecks } from "./foundation";

export interface Finding {
  readonly check: Check;
  readonly names: readonly string[];
}

export const checks: readonly Check[] = [...applicationChecks, ...foundationChecks];

export async function findLeftovers(settings: AwsSettings): Promise<readonly Finding[]> {
  return Promise.all(checks.map(async (check) => ({ check, names: await check.list(settings) })));
}

/** One line per service: what was asked for, and how many were found. */
export function proof(findings: readonly Finding[]): string {
  const services = [...new Set(findings.map(({ check }) => check.service))];
  const rows = services.map((service) => {
    const asked = findings.filter(({ check }) => check.service === service);
    const found = asked.reduce((sum, { names }) => sum + names.length, 0);
    const remark = asked.flatMap(({ check }) => check.remark ?? []).join("; ");
    return [service, asked.map(({ check }) => check.kind).join(", "), String(found), remark && `(${remark})`];
  });
  return table(rows, "      ")
    .split("\n")
    .map((line, index) => (rows[index]![2] === "0" ? line.replace(/\(.*\)$/, dim) : red(line)))
    .join("\n");
}

/** A UserError that names everything that is left. */
export function leftoverError(findings: readonly Finding[]): UserError | undefined {
  const left = findings.filter(({ names }) => names.length > 0);
  if (left.length === 0) return undefined;
  const lines = left.map(({ check, names }) => `  - ${check.service} ${check.kind}: ${names.join(", ")}`);
  return new UserError(
    `Not everything is gone:\n${lines.join("\n")}\n` +
      "No Terraform state knows these: a run was killed before it could save, or they were made by hand. " +
      "Delete them and run `npm stop` again, or throw the local AWS away with all that is in it: npm stop -- --discard",
  );
}
