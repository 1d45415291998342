// The commands for environments that are deployed into accounts.
import { command, type Parameter, refuse } from "../command";
import { environment, flag, list, path, text } from "../parameters";
import { stacks } from "../stack-names";

const region: Parameter<string> = {
  placeholder: "REGION",
  description: "such as eu-central-1; us-east-1 where it is left out",
  read: (texts) => {
    const region = texts.at(-1) ?? "us-east-1";
    const allowed = "the name of a region, such as eu-central-1";
    return /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? region : refuse(region, allowed);
  },
};

export const environments = [
  command({
    name: "bootstrap",
    summary: "Prepares the account of an environment, once",
    arguments: { environment: environment() },
    options: {
      yes: flag("applies without asking"),
      unlock: text("LOCK_ID", "releases the lock that a killed run left, as the refusal names it"),
    },
    load: () => import("../../commands/bootstrap.js"),
  }),
  command({
    name: "preflight",
    summary: "Asks an account for everything that would stop a deployment, and changes nothing",
    arguments: { environment: environment() },
    options: { json: flag("prints the answers as JSON") },
    load: () => import("../../commands/preflight.js"),
  }),
  command({
    name: "deploy",
    summary: "Deploys an environment: shows the plan, asks, and applies exactly that plan",
    examples: {
      "npm run deploy -- dev": "all stacks of dev",
      "npm run deploy -- dev --reviewed review/dev.json": "only what was reviewed",
    },
    arguments: { environment: environment(), stacks: stacks() },
    options: {
      reviewed: text("FILE", "applies only what this review shows"),
      yes: flag("applies without asking"),
    },
    load: () => import("../../commands/deploy.js"),
  }),
  command({
    name: "diff",
    summary: "Shows what Terraform would do, in Terraform's own words",
    arguments: { environment: environment(), stacks: stacks() },
    load: () => import("../../commands/diff.js"),
  }),
  command({
    name: "review",
    summary: "Summarizes a plan for the pull request: data loss, IAM, network exposure, cost",
    arguments: { environment: environment() },
    options: {
      skipSynth: flag("takes what was synthesized before"),
      json: flag("prints the review as JSON, and nothing else, to standard output"),
    },
    load: () => import("../../commands/review.js"),
  }),
  command({
    name: "workspaces",
    summary: "Makes the workspaces of an environment's stacks, as plain cdktf needs them",
    examples: { "npm run workspaces -- dev": "before the first TF_WORKSPACE=dev npx cdktf deploy '*'" },
    arguments: { environment: environment(), stacks: stacks() },
    load: () => import("../../commands/workspaces.js"),
  }),
  command({
    name: "outputs",
    summary: "Lists the outputs of the deployed stacks",
    arguments: { environment: environment(), stacks: stacks() },
    options: { json: flag("prints them as JSON") },
    load: () => import("../../commands/outputs.js"),
  }),
  command({
    name: "smoke",
    summary: "Tests that what is deployed works, and changes nothing",
    arguments: { environment: environment() },
    load: () => import("../../commands/smoke.js"),
  }),
  command({
    name: "recover",
    summary: "Finishes a deployment that was killed, and adopts what it had made",
    arguments: { environment: environment() },
    options: { yes: flag("does it without asking") },
    load: () => import("../../commands/recover.js"),
  }),
  command({
    name: "destroy",
    summary: "Deletes an environment with its data, where the environment allows it",
    arguments: { environment: environment(), stacks: stacks() },
    options: { confirm: text("ENV", "the environment's name once more: the answer to the question") },
    load: () => import("../../commands/destroy.js"),
  }),
  command({
    name: "cost",
    summary: "Estimates what an environment costs in a month; needs no account",
    examples: { "npm run cost -- prod --usage usage/example.yml": "with how much it is used" },
    arguments: { environment: environment({ local: true }) },
    options: {
      usage: path("FILE", "how much it is used, such as usage/example.yml"),
      json: flag("prints the estimate as JSON"),
    },
    load: () => import("../../commands/cost.js"),
  }),
  command({
    name: "prices",
    summary: "Updates the price list of a region; needs AWS credentials",
    options: {
      region,
      add: list("PRICE,…", "a price that is not in the list yet, such as sagemaker.hosting.ml.m6i.large"),
    },
    load: () => import("../../commands/prices.js"),
  }),
];
