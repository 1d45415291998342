// The commands that check the project.
import { command, passingOn } from "../command";
import { flag, words } from "../parameters";

export const checks = [
  command({
    name: "test",
    summary: "Runs every check and test that must pass, the quick ones first",
    load: async () => ({ run: async () => (await import("../../commands/test.js")).run("all") }),
  }),
  passingOn({
    name: "test unit",
    summary: "Runs the unit tests",
    passesOn: { placeholder: "JEST…", description: "what Jest takes, such as the path of a test" },
    load: async () => ({ run: async ({ words }) => (await import("../../commands/test.js")).run("unit", words) }),
  }),
  passingOn({
    name: "test environments",
    summary: "Deploys and destroys dev, staging and prod on the local AWS; runs the workflows",
    passesOn: { placeholder: "JEST…", description: "what Jest takes" },
    load: async () => ({
      run: async ({ words }) => (await import("../../commands/test.js")).run("environments", words),
    }),
  }),
  command({
    name: "policy",
    summary: "Checks the stacks of every environment with checkov",
    options: { list: flag("also prints what is suppressed, with the reasons") },
    load: () => import("../../commands/policy.js"),
  }),
  command({
    name: "portability",
    summary: "Tests that the maintained fork of CDKTF synthesizes the same",
    load: () => import("../../commands/portability.js"),
  }),
  command({
    name: "bench",
    summary: "Measures time and memory against their limits",
    arguments: { wanted: words("PART", "only the benchmarks whose path has one of these in it") },
    load: () => import("../../commands/bench.js"),
  }),
  command({
    name: "diagrams",
    summary: "Draws the pictures of the docs from the stacks",
    options: { check: flag("writes nothing, and fails where a picture is out of date") },
    load: () => import("../../commands/diagrams.js"),
  }),
];
