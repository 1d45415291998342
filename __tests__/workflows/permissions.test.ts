// Facts about the workflows that hold for every run: who may do what, and where things come from.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { actionSteps, foreignActions, jobs, root, steps, workflow, workflowFiles } from "./support/workflows";

const read = (file: string) => readFileSync(join(root, ".github", file), "utf8");

it("each job has the permissions that it needs, and a run has none by itself", () => {
  expect(workflowFiles.map((file) => workflow(file).permissions)).toEqual(workflowFiles.map(() => ({})));
  const deployment = { contents: "read", actions: "read", "pull-requests": "read", "id-token": "write" };
  const contents = { contents: "read" };
  const signed = { contents: "read", "id-token": "write" };
  expect(Object.fromEntries([...jobs].map(([place, { permissions }]) => [place, permissions]))).toEqual({
    "ci.yml/workflows": contents,
    "ci.yml/test": contents,
    "ci.yml/environments": contents,
    "ci.yml/portability": contents,
    "plan.yml/synth": contents,
    "plan.yml/plan": signed,
    "plan.yml/comment": { contents: "read", "pull-requests": "write" },
    "plan.yml/fork": {},
    "deploy.yml/dev": deployment,
    "deploy.yml/staging": deployment,
    "deploy.yml/prod": deployment,
    "deploy-environment.yml/review": deployment,
    "deploy-environment.yml/deploy": signed,
    "drift.yml/plan": signed,
    "drift.yml/issues": { contents: "read", issues: "write" },
    "destroy.yml/confirm": {},
    "destroy.yml/destroy": signed,
  });
});

it("exactly the jobs that may sign in at AWS assume a role", () => {
  const assuming = steps.filter(([, { uses }]) => uses === "./.github/actions/assume-role").map(([place]) => place);
  const signing = [...jobs]
    .filter(([, { permissions, uses }]) => permissions?.["id-token"] && !uses)
    .map(([place]) => place);
  expect([...new Set(assuming)].sort()).toEqual(signing.sort());
  const configuring = steps.filter(([, { uses }]) => uses?.startsWith("aws-actions/")).map(([place]) => place);
  expect(configuring).toEqual(["actions/assume-role"]);
});

it("the deploy role is assumed in the environment's GitHub environment only, the plan role never in one", () => {
  const purposes = [...jobs].flatMap(([place, { steps: own = [], environment }]) =>
    own
      .filter(({ uses }) => uses === "./.github/actions/assume-role")
      .map((step) => [place, step.with!.purpose, step.with!.environment, environment]),
  );
  expect(purposes).toEqual([
    ["deploy-environment.yml/review", "plan", "${{ inputs.environment }}", undefined],
    ["deploy-environment.yml/deploy", "deploy", "${{ inputs.environment }}", "${{ inputs.environment }}"],
    ["destroy.yml/destroy", "deploy", "${{ inputs.environment }}", "${{ inputs.environment }}"],
    ["drift.yml/plan", "plan", "${{ matrix.environment }}", undefined],
    ["plan.yml/plan", "plan", "${{ matrix.environment }}", undefined],
  ]);
});

it("one environment is changed by one run at a time, to its end", () => {
  const group = { group: "environment-${{ inputs.environment }}", "cancel-in-progress": false };
  expect(jobs.get("deploy-environment.yml/deploy")!.concurrency).toEqual(group);
  expect(jobs.get("destroy.yml/destroy")!.concurrency).toEqual(group);
  expect(workflow("deploy.yml").concurrency).toEqual({ group: "deploy", "cancel-in-progress": false });
});

it("only a reading run is cancelled by a newer one", () => {
  const cancelling = workflowFiles.filter((file) => workflow(file).concurrency?.["cancel-in-progress"]);
  expect(cancelling).toEqual(["ci.yml", "plan.yml"]);
});

it("nothing runs on what a stranger wrote with more than a stranger's rights", () => {
  const events = workflowFiles.map((file) => [file, Object.keys(workflow(file).on)]);
  expect(events).toEqual([
    ["ci.yml", ["pull_request", "push"]],
    ["deploy-environment.yml", ["workflow_call"]],
    ["deploy.yml", ["push", "workflow_dispatch"]],
    ["destroy.yml", ["workflow_dispatch"]],
    ["drift.yml", ["schedule", "workflow_dispatch"]],
    ["plan.yml", ["pull_request"]],
  ]);
});

it("every action of others is named by its commit, with its version beside it", () => {
  expect(foreignActions.filter((uses) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  const files = [
    ...workflowFiles.map((file) => `workflows/${file}`),
    "actions/set-up/action.yml",
    "actions/assume-role/action.yml",
  ];
  const lines = files.flatMap((file) => read(file).split("\n")).filter((line) => /uses: [^.]/.test(line));
  expect(lines.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

it("one version of each action is used", () => {
  const names = foreignActions.map((uses) => uses.split("@")[0]);
  expect(names).toEqual([...new Set(names)]);
});

it("no checkout leaves credentials behind, and every job has an end", () => {
  const checkouts = steps.filter(([, { uses }]) => uses?.startsWith("actions/checkout@"));
  expect(checkouts.filter(([, step]) => step.with?.["persist-credentials"] !== false)).toEqual([]);
  const endless = [...jobs].filter(([, job]) => !job.uses && job["timeout-minutes"] === undefined);
  expect(endless).toEqual([]);
});

it("no text of a step is filled in by GitHub: values arrive as variables", () => {
  expect(steps.filter(([, { run }]) => run?.includes("${{"))).toEqual([]);
});

it("secrets and the token reach single steps", () => {
  const holding = steps.flatMap(([place, { run, env = {} }]) =>
    Object.values(env)
      .filter((value) => /secrets\.|github\.token/.test(value))
      .map((value) => `${place}: ${run!.includes("ci:") ? /ci:\w+/.exec(run!)![0] : run!.split(" ")[2]} gets ${value}`),
  );
  expect(holding).toEqual([
    "deploy-environment.yml/review: ci:reviewed gets ${{ github.token }}",
    "deploy-environment.yml/review: review gets ${{ secrets.PLAN_DIGEST_KEY }}",
    "deploy-environment.yml/deploy: deploy gets ${{ secrets.PLAN_DIGEST_KEY }}",
    "drift.yml/plan: review gets ${{ secrets.PLAN_DIGEST_KEY }}",
    "drift.yml/issues: ci:drift gets ${{ github.token }}",
    "plan.yml/plan: review gets ${{ secrets.PLAN_DIGEST_KEY }}",
    "plan.yml/comment: ci:comment gets ${{ github.token }}",
  ]);
});

it("the actions of our own are the two that save repetition", () => {
  expect(actionSteps("set-up").map(({ uses, run }) => uses?.split("@")[0] ?? run)).toEqual([
    "actions/setup-node",
    "npm ci",
  ]);
});
