// Unit tests run on every save, so they are transformed by swc and share nothing with the end-to-end project.
const transform = { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] };
const shared = {
  transform,
  testEnvironment: "node",
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/.local", "<rootDir>/.build", "<rootDir>/.tools"],
};

/** @type {import("jest").Config} */
module.exports = {
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/e2e/"],
    },
    { ...shared, displayName: "e2e", testMatch: ["<rootDir>/__tests__/e2e/**/*.test.ts"] },
  ],
};
