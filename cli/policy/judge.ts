// Compares checkov's findings with the suppressions of the resources; each difference, either way, is a problem.
import { docs } from "./links";
import { count } from "../terminal/text";
import type { Check, CheckovReport } from "./checkov";
import type { ScannedResource, ScannedStack } from "./resources";

export interface Judgement {
  readonly passed: number;
  /** Number of suppressed findings, counted in each environment. */
  readonly suppressed: number;
  /** Each suppressed finding with its reason, once for all environments that have it. */
  readonly reasons: readonly string[];
  /** What has to be done, one text each, once for all environments that have it; empty if everything is in order. */
  readonly problems: readonly string[];
}

/** @param linkTo returns the page that describes a check */
export function judge(
  stacks: readonly ScannedStack[],
  report: CheckovReport,
  linkTo: (check: Check) => string,
): Judgement {
  const [problems, reasons] = [new Grouped(), new Grouped()];
  let suppressed = 0;
  for (const stack of stacks) {
    const checks = checksOf(stack, report);
    const { environment, resources } = stack;
    if (checks.ran === 0)
      problems.add(environment, `${stack.stack}: no check ran on its ${count(resources.length, "resource")}`);
    const found = checks.failed.map((check) => ({ check, resource: resourceAt(resources, check) }));
    for (const { check, resource } of found) {
      const reason = resource?.suppressed[check.check_id];
      if (reason === undefined) problems.add(environment, notSuppressed(stack.stack, resource, check, linkTo(check)));
      else {
        suppressed++;
        reasons.add(environment, `${title(stack.stack, resource, check)}\n  ${reason}`);
      }
    }
    for (const { resource, checkId } of suppressedInVain(resources, found)) {
      problems.add(environment, stale(stack.stack, resource, checkId));
    }
  }
  const unreadable = report.unreadable.map((file) => `${file}: checkov could not read it`);
  return {
    passed: report.passed.length,
    suppressed,
    reasons: reasons.texts(),
    problems: [...unreadable, ...problems.texts()],
  };
}

function checksOf({ file }: ScannedStack, { passed, failed }: CheckovReport) {
  const ofStack = (checks: readonly Check[]) => checks.filter(({ file_path: path }) => path === `/${file}`);
  const failedHere = ofStack(failed);
  return { failed: failedHere, ran: failedHere.length + ofStack(passed).length };
}

/** checkov names a resource without its type, or not at all: its first line identifies it. */
function resourceAt(resources: readonly ScannedResource[], { file_line_range: [first] }: Check) {
  return resources.find(({ firstLine }) => firstLine === first);
}

interface Found {
  readonly check: Check;
  readonly resource: ScannedResource | undefined;
}

function suppressedInVain(resources: readonly ScannedResource[], found: readonly Found[]) {
  return resources.flatMap((resource) =>
    Object.keys(resource.suppressed)
      .filter((id) => !found.some((one) => one.resource === resource && one.check.check_id === id))
      .map((checkId) => ({ resource, checkId })),
  );
}

function title(stack: string, resource: ScannedResource | undefined, check: Check): string {
  const where = resource
    ? `${resource.constructPath} (${resource.address})`
    : `lines ${check.file_line_range.join("-")}`;
  return `${stack}: ${where}\n  ${check.check_id}: ${check.check_name}`;
}

function notSuppressed(stack: string, resource: ScannedResource | undefined, check: Check, link: string): string {
  return (
    `${title(stack, resource, check)}\n  What it checks: ${link}\n` +
    `  Correct the resource, or suppress the check beside it (${docs}):\n` +
    `  suppressChecks(resource, { ${check.check_id}: "why this may stay" });`
  );
}

function stale(stack: string, { constructPath, address }: ScannedResource, checkId: string): string {
  return (
    `${stack}: ${constructPath} (${address})\n  ${checkId} is suppressed here, but checkov does not find it any more.\n` +
    "  Remove it from suppressChecks, or leave it out for the environments that do not bring it up."
  );
}

/** The same text for several environments is reported once, with all their names. */
class Grouped {
  private readonly environments = new Map<string, string[]>();

  add(environment: string, text: string): void {
    const known = this.environments.get(text) ?? [];
    if (!known.includes(environment)) this.environments.set(text, [...known, environment]);
  }

  texts(): string[] {
    return [...this.environments].map(([text, environments]) => `${environments.join(", ")} / ${text}`);
  }
}
