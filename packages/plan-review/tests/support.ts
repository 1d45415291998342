// Real plans, made with Terraform 1.11.4 and AWS provider 5.100.0 against the local AWS, cut to what a review reads.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PlannedStack } from "../../terraform/planned-stack";
import { parseTerraformPlan, type ResourceChange, type TerraformPlan } from "../../terraform/plan-json";
import type { ReviewInput } from "../input";
import type { ReviewFile } from "../review-file";
import { type Review, review as reviewWith } from "../review";

const folder = join(__dirname, "fixtures");

export const fixtures = {
  "nothing-network": "network",
  "nothing-storage": "storage",
  "nothing-pipeline": "pipeline",
  "new-bucket": "storage",
  "wider-iam": "pipeline",
  "renamed-bucket": "storage",
  "renamed-bucket-consumer": "pipeline",
  "endpoint-instance-type": "pipeline",
  opening: "network",
  everything: "demo",
  "everything-again": "demo",
} as const;
/** The input that a test has to give. */
export type Input = Omit<ReviewInput, "caller">;

export function review(input: Input): Review {
  const { environment } = input;
  return reviewWith({
    ...input,
    caller: {
      marker: `<!-- mlplatform-review:${environment} -->`,
      diffCommand: (stack) => `npm run diff -- ${environment} ${stack}`,
      digestKey: "PLAN_DIGEST_KEY",
    },
  });
}

export type Fixture = keyof typeof fixtures;

export function planOf(name: Fixture): TerraformPlan {
  return parseTerraformPlan(readFileSync(join(folder, `${name}.json`), "utf8"));
}

export function planned(name: Fixture, plan = planOf(name)): PlannedStack {
  return { stack: fixtures[name], status: "planned", plan, warnings: [] };
}

type Synthesized = { readonly resource: Record<string, Record<string, { "//": { metadata: { path: string } } }>> };
const synthesized = JSON.parse(readFileSync(join(folder, "synthesized.json"), "utf8")) as Record<string, Synthesized>;

/** The input that the command would pass for these plans. */
export function inputOf(environment: string, ...names: readonly Fixture[]): Input {
  const code = Object.fromEntries(names.map((name) => [fixtures[name], synthesized[name] ?? { resource: {} }]));
  return {
    environment,
    stacks: names.map((name) => planned(name)),
    constructPaths: Object.fromEntries(
      Object.entries(code).map(([stack, { resource }]) => [
        stack,
        Object.fromEntries(
          Object.entries(resource).flatMap(([type, all]) =>
            Object.entries(all).map(([name, about]) => [`${type}.${name}`, about["//"].metadata.path]),
          ),
        ),
      ]),
    ),
    synthesized: code,
  };
}

export function commentOf(environment: string, ...names: readonly Fixture[]): string {
  return review(inputOf(environment, ...names)).markdown;
}

/** The part under a heading. */
export function section(markdown: string, heading: string): string {
  const [, rest = ""] = markdown.split(`### ${heading}\n\n`);
  return rest.split("\n### ")[0]!.trim();
}

export function firstLines(markdown: string, number = 15): string {
  return markdown.split("\n").slice(0, number).join("\n");
}

export interface MadeChange {
  readonly type: string;
  readonly name?: string;
  readonly actions?: ResourceChange["change"]["actions"];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly more?: Partial<ResourceChange["change"]>;
  readonly about?: Partial<ResourceChange>;
}

/** A hand-written plan, for cases that no real one here covers. */
export function planWith(...changes: readonly MadeChange[]): TerraformPlan {
  return {
    format_version: "1.2",
    errored: false,
    complete: true,
    resource_changes: changes.map(({ type, name = "X", actions = ["update"], before, after, more, about }) => ({
      address: `${type}.${name}`,
      mode: "managed",
      type,
      name,
      ...about,
      change: { actions, before, after, ...more },
    })),
    configuration: {
      provider_config: { aws: { expressions: { allowed_account_ids: { constant_value: ["111111111111"] } } } },
    },
  };
}

export function commentOn(...changes: readonly MadeChange[]): string {
  const stacks: PlannedStack[] = [{ stack: "demo", status: "planned", plan: planWith(...changes), warnings: [] }];
  return review({ environment: "dev", stacks, constructPaths: {} }).markdown;
}

/** The file that a deployment compares with. */
export function fileOf(stacks: readonly PlannedStack[], more: Partial<Input> = {}): ReviewFile {
  return review({ environment: "dev", stacks, constructPaths: {}, ...more }).json;
}
