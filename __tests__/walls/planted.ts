// One forbidden import for each wall. A file that a wall's rule names imports a file that it must not.

export interface Planted {
  readonly wall: string;
  readonly from: string;
  readonly to: string;
  /** Replaces the plain import of a value. */
  readonly statement?: string;
}

const plain: readonly (readonly [wall: string, from: string, to: string])[] = [
  ["programs-on-top", "stacks/a.ts", "main.ts"],
  ["programs-on-top", "cli/commands/a.ts", "cli/main.ts"],
  ["stacks-for-programs", "cli/deploy/b.ts", "stacks/network.ts"],
  ["stacks-for-programs", "tools/diagrams/b.ts", "stacks/network.ts"],
  ["stacks-for-programs", "src/environments/b.ts", "stacks/network.ts"],
  ["stacks-for-programs", "src/bundling/b.ts", "stacks/network.ts"],
  ["stacks-for-programs", "src/network/b.ts", "stacks/network.ts"],
  ["stacks-know-no-operator", "src/naming.ts", "cli/paths.ts"],
  ["stacks-know-no-operator", "stacks/c.ts", "tools/diagrams/index.ts"],
  ["stacks-know-no-operator", "src/training/c.ts", "lambda-src/predict/handler.ts"],
  ["areas-apart", "src/network/d.ts", "src/storage/data-bucket.ts"],
  ["areas-apart", "src/an-area-of-tomorrow/d.ts", "src/network/index.ts"],
  ["shared-below-areas", "src/iam/e.ts", "src/network/index.ts"],
  ["shared-below-areas", "src/environments/e.ts", "src/storage/data-bucket.ts"],
  ["shared-below-areas", "src/tags.ts", "src/network/index.ts"],
  ["models-are-data", "models/churn/model.ts", "packages/errors/index.ts"],
  ["models-are-data", "models/churn/other.ts", "models/machine-failure/model.ts"],
  ["models-import-types", "models/fraud/model.ts", "src/environments/index.ts"],
  ["functions-know-contracts", "lambda-src/predict/f.ts", "src/naming.ts"],
  ["functions-know-contracts", "lambda-src/predict/g.ts", "packages/errors/index.ts"],
  ["functions-apart", "lambda-src/predict/h.ts", "lambda-src/start-pipeline/event.ts"],
  ["functions-apart", "lambda-src/shared/h.ts", "lambda-src/start-pipeline/event.ts"],
  ["contracts-know-nobody", "contracts/i.ts", "src/naming.ts"],
  ["contracts-know-nobody", "contracts/j.ts", "packages/errors/index.ts"],
  ["packages-know-no-platform", "packages/cost/k.ts", "src/naming.ts"],
  ["packages-know-no-platform", "packages/process/k.ts", "cli/review/gather.ts"],
  ["packages-know-no-platform", "packages/cost/tests/k.test.ts", "cli/paths.ts"],
  ["packages-run-down/errors", "packages/errors/l.ts", "packages/process/run.ts"],
  ["packages-run-down/process", "packages/process/l.ts", "packages/terraform/log.ts"],
  ["packages-run-down/terraform", "packages/terraform/l.ts", "packages/plan-review/review.ts"],
  ["packages-run-down/plan-review", "packages/plan-review/l.ts", "packages/cost/prices.ts"],
  ["packages-run-down/cost", "packages/cost/l.ts", "packages/plan-review/review.ts"],
  ["packages-run-down/github", "packages/github/l.ts", "packages/terraform/log.ts"],
  ["packages-run-down/local-aws", "packages/local-aws/l.ts", "packages/errors/index.ts"],
  ["cli-on-top", "tools/portability/m.ts", "cli/paths.ts"],
  ["cli-files-at-the-bottom", "cli/n.ts", "cli/deploy/plan.ts"],
  ["child-processes-in-one-room", "cli/deploy/o.ts", "node:child_process"],
  ["child-processes-in-one-room", "packages/cost/o.ts", "child_process"],
  ["tests-for-tests", "src/storage/p.ts", "__tests__/support/stacks.ts"],
  ["tests-for-tests", "cli/ci/p.ts", "packages/github/tests/support.ts"],
];

const otherStatements: readonly Planted[] = [
  {
    wall: "areas-apart",
    from: "src/storage/types.ts",
    to: "src/network/index.ts",
    statement: 'import type { value } from "../network/index";',
  },
  {
    wall: "cli-on-top",
    from: "tools/bench/lazy.ts",
    to: "cli/paths.ts",
    statement: 'export const lazy = () => import("../../cli/paths.js");',
  },
  {
    wall: "stacks-for-programs",
    from: "cli/policy/again.ts",
    to: "stacks/network.ts",
    statement: 'export * from "../../stacks/network";',
  },
];

export const planted: readonly Planted[] = [
  ...plain.map(([wall, from, to]) => ({ wall, from, to })),
  ...otherStatements,
  { wall: "no-circle-of-files", from: "tools/circle/one.ts", to: "tools/circle/two.ts" },
  { wall: "no-circle-of-folders", from: "tools/left/one.ts", to: "tools/right/two.ts" },
];

/** The other halves of the cycles, which are reported once. */
export const closing: readonly Omit<Planted, "wall">[] = [
  { from: "tools/circle/two.ts", to: "tools/circle/one.ts" },
  { from: "tools/right/three.ts", to: "tools/left/four.ts" },
];

/** Imports that no wall forbids: each is the counterpart of one above. */
export const allowed: readonly Omit<Planted, "wall">[] = [
  { from: "bootstrap.ts", to: "stacks/network.ts" },
  { from: "stacks/q.ts", to: "src/network/index.ts" },
  { from: "src/network/q.ts", to: "src/network/index.ts" },
  { from: "src/network/r.ts", to: "src/iam/index.ts" },
  { from: "src/network/s.ts", to: "packages/errors/index.ts" },
  { from: "lambda-src/predict/q.ts", to: "lambda-src/shared/problems.ts" },
  { from: "lambda-src/predict/r.ts", to: "contracts/storage.ts" },
  {
    from: "models/allowed/model.ts",
    to: "src/environments/index.ts",
    statement: 'import type { value } from "../../src/environments/index";',
  },
  { from: "packages/plan-review/q.ts", to: "packages/terraform/log.ts" },
  { from: "cli/commands/q.ts", to: "cli/terminal/text.ts" },
  { from: "cli/deploy/q.ts", to: "src/naming.ts" },
  { from: "cli/deploy/r.ts", to: "cli/paths.ts" },
  { from: "packages/process/q.ts", to: "node:child_process" },
  { from: "__tests__/stacks/q.test.ts", to: "stacks/network.ts" },
  { from: "__tests__/stacks/r.test.ts", to: "__tests__/support/stacks.ts" },
];
