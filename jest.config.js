// Unit tests run on every save, so they are transformed by swc and share nothing with the end-to-end project.
const transform = { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] };
const shared = {
  transform,
  testEnvironment: "node",
  // What is imported on demand has the ending that Node wants; here it is still TypeScript.
  moduleNameMapper: { "^(\\.{1,2}/.+)\\.js$": ["$1.ts", "$1.js"] },
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/.local", "<rootDir>/.build", "<rootDir>/.tools"],
};

/** Run by act, which takes minutes; what linters say of them is a unit test. */
const executedWorkflows = ["ci", "deploy", "destroy", "drift", "plan"].map(
  (name) => `<rootDir>/__tests__/workflows/${name}.test.ts`,
);

/** Half a minute of IAM's rules and of checkov: too long for the tests that run on every save. */
const policies = "<rootDir>/__tests__/policies/";
const scanner = "<rootDir>/__tests__/cli/policy/checkov.test.ts";

/** Starts the real Terraform. */
const validation = "<rootDir>/__tests__/stacks/terraform-validate.test.ts";

const shortTraces = ["<rootDir>/__tests__/support/short-traces.js"];

/** @type {import("jest").Config} */
module.exports = {
  // jest leaves one core to the editor; of two that is half.
  maxWorkers: "100%",
  projects: [
    {
      ...shared,
      displayName: "unit",
      globalSetup: "<rootDir>/__tests__/support/temporary.js",
      setupFiles: shortTraces,
      globalTeardown: "<rootDir>/__tests__/support/temporary-end.js",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts", "<rootDir>/packages/*/tests/**/*.test.ts"],
      testPathIgnorePatterns: [
        "/node_modules/",
        "<rootDir>/__tests__/e2e/",
        policies,
        scanner,
        validation,
        ...executedWorkflows,
      ],
    },
    { ...shared, displayName: "policies", setupFiles: shortTraces, testMatch: [`${policies}*.test.ts`, scanner] },
    { ...shared, displayName: "validation", testMatch: [validation] },
    { ...shared, displayName: "e2e", testMatch: ["<rootDir>/__tests__/e2e/platform.test.ts"] },
    // Minutes for what only whoever deploys several environments needs.
    {
      ...shared,
      displayName: "environments",
      testMatch: ["<rootDir>/__tests__/e2e/{cdktf,environments,interruptions,preflight,region}.test.ts"],
    },
    { ...shared, displayName: "workflows", testMatch: executedWorkflows },
  ],
};
