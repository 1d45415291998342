// Lint enforces the architecture: who may import whom (docs/architecture.md), and which imports cost too much.
import tseslint from "typescript-eslint";

const providerIndex = {
  name: "@cdktf/provider-aws",
  message: "The package index costs seconds and 0.8 GB. Import one resource: @cdktf/provider-aws/lib/s3-bucket.",
};
const cdktfInternals = {
  regex: "^cdktf/(?!lib/testing/adapters/jest)",
  message: "Only cdktf's public surface, so that the code stays portable.",
};

/** Forbids imports by pattern for the given files, and keeps the rules for all files. */
const importRule = (files, patterns) => ({
  files,
  rules: { "no-restricted-imports": ["error", { paths: [providerIndex], patterns: [cdktfInternals, ...patterns] }] },
});

const areas = ["bootstrap", "network", "storage", "training"];
const shared = ["iam"];
const outOf = (folders, message) => ({ regex: `^(\\.\\./)+(${folders.join("|")})(/|$)`, message });

const noProcessEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "process.env is read in src/environments only: everything else gets the Environment.",
};
const terraformElsewhere = {
  selector: "CallExpression[callee.name=/^(run|spawn|exec)/][arguments.0.value=/^(terraform|cdktf)$/]",
  message: "Terraform is started by packages/terraform/command.ts only: it knows logs, interrupts and locks.",
};
const tokenId = {
  selector:
    "NewExpression[arguments.0.type='ThisExpression'][arguments.1.type='TemplateLiteral'][arguments.1.expressions.length>0]",
  message: "Construct ids are literals: a computed id replaces the resource when its value changes.",
};

export default tseslint.config(
  { ignores: ["node_modules", "cdktf.out", ".local", ".build", ".tools", ".venv", "coverage"] },
  ...tseslint.configs.recommended,
  {
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      eqeqeq: "error",
      "prefer-const": "error",
    },
  },
  {
    // With types: a forgotten await or a forgotten case would otherwise be noticed only in operation.
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-unnecessary-type-assertion": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  importRule(["**/*.ts", "**/*.mjs", "**/*.js"], []),
  ...areas.map((area) =>
    importRule(
      [`src/${area}/**/*.ts`],
      [
        outOf(
          areas.filter((other) => other !== area),
          "An area does not import another area: a stack hands objects over as typed props.",
        ),
        outOf(["stacks", "cli"], "src does not know the stacks or the command line."),
      ],
    ),
  ),
  ...shared.map((area) =>
    importRule([`src/${area}/**/*.ts`], [outOf([...areas, "stacks", "cli"], "Shared pieces know no area.")]),
  ),
  importRule(["cli/**/*.ts"], [outOf(["stacks"], "The command line reads what was synthesized; it imports no stack.")]),
  {
    files: ["cli/**/*.ts", "packages/**/*.ts", "tools/**/*.ts"],
    ignores: ["packages/terraform/command.ts", "packages/*/tests/**"],
    rules: { "no-restricted-syntax": ["error", terraformElsewhere] },
  },
  {
    files: ["src/**/*.ts", "stacks/**/*.ts", "main.ts", "bootstrap.ts"],
    rules: { "no-restricted-syntax": ["error", noProcessEnv, tokenId] },
  },
  { files: ["src/environments/**/*.ts", "bootstrap.ts"], rules: { "no-restricted-syntax": ["error", tokenId] } },
  { files: ["**/*.js"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
