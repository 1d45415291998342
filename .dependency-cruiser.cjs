// The walls of the architecture: who may import whom. docs/architecture.md lists them, `npm run lint` holds them, and
// __tests__/walls plants a forbidden import for each. What an import costs is eslint's affair (eslint.config.mjs).

/** Rooms of src that every area may use, from the bottom up. Any other folder of src is an area. */
const sharedRooms = ["environments", "iam", "bundling"];
const shared = `^src/(?:(?:${sharedRooms.join("|")})/|[^/]+[.]ts$)`;
const area = `^src/(?!(?:${sharedRooms.join("|")})/)([^/]+)/`;

/** Each package, and the others that it may import. */
const packages = {
  errors: [],
  process: ["errors"],
  terraform: ["errors", "process"],
  "plan-review": ["errors", "process", "terraform"],
  cost: ["errors", "process", "terraform"],
  github: ["errors"],
  "local-aws": [],
};

/** The rooms of cli from the top down: each imports rooms of later lines only, and none of its own line. */
const cliRooms = [
  ["command-table"],
  ["commands"],
  ["bootstrap", "ci", "local-platform", "new-model", "policy", "review", "runs"],
  ["cost", "preflight", "recover", "teardown"],
  ["data"],
  ["deploy"],
  ["local-aws"],
  ["setup"],
  ["aws"],
  ["terminal"],
];

const platform = "^(?:src|stacks|cli|tools|models|lambda-src|contracts)/|^(?:main|bootstrap)[.]ts$";
const tests = "^__tests__/|^packages/[^/]+/tests/";
const list = (names) => names.join(", ") || "none";

const walls = [
  {
    name: "no-circle-of-files",
    comment: "No file imports itself, however many files are in between.",
    from: {},
    to: { circular: true },
  },
  {
    name: "no-circle-of-folders",
    comment: "No folder imports itself by way of other folders.",
    scope: "folder",
    from: {},
    to: { circular: true },
  },
  {
    name: "programs-on-top",
    comment: "Nothing imports `main.ts`, `bootstrap.ts` or `cli/main.ts`: they only put the parts together.",
    from: {},
    to: { path: "^(?:main|bootstrap|cli/main)[.]ts$" },
  },
  {
    name: "stacks-for-programs",
    comment: "Only `main.ts` and `bootstrap.ts` import `stacks`; everything else reads what was synthesized.",
    from: { pathNot: ["^stacks/", "^(?:main|bootstrap)[.]ts$", tests] },
    to: { path: "^stacks/" },
  },
  {
    name: "stacks-know-no-operator",
    comment: "`stacks` and `src` know neither `cli` nor `tools` nor `lambda-src`.",
    from: { path: "^(?:src|stacks)/|^(?:main|bootstrap)[.]ts$" },
    to: { path: "^(?:cli|tools|lambda-src)/" },
  },
  {
    name: "areas-apart",
    comment: "An area of `src` imports no other area: a stack hands objects over as typed props.",
    from: { path: area },
    to: { path: area, pathNot: "^src/$1/" },
  },
  {
    name: "shared-below-areas",
    comment: `What every area of \`src\` uses (${list(sharedRooms)}, the files of \`src\` itself) knows no area.`,
    from: { path: shared },
    to: { path: area },
  },
  {
    name: "models-are-data",
    comment: "A model imports `contracts`, `src/environments` and its own folder, and nothing else.",
    from: { path: "^models/([^/]+)/" },
    to: { path: ".", pathNot: ["^models/$1/", "^contracts/", "^src/environments/"] },
  },
  {
    name: "models-import-types",
    comment: "What a model imports of `contracts` and `src/environments` are types.",
    from: { path: "^models/" },
    to: { path: "^(?:src|contracts)/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "functions-know-contracts",
    comment: "Of the platform, `lambda-src` imports `contracts` only: what a function is sent is defined there.",
    from: { path: "^lambda-src/" },
    to: { path: [platform, "^packages/"], pathNot: "^(?:lambda-src|contracts)/" },
  },
  {
    name: "functions-apart",
    comment: "A function imports no other function; what several need is in `lambda-src/shared`, which knows none.",
    from: { path: "^lambda-src/([^/]+)/" },
    to: { path: "^lambda-src/", pathNot: "^lambda-src/(?:$1|shared)/" },
  },
  {
    name: "contracts-know-nobody",
    comment:
      "`contracts` imports nothing of the platform and no package of `packages/`, so that both sides of a contract can read it.",
    from: { path: "^contracts/" },
    to: { path: [platform, "^packages/", "^__tests__/"], pathNot: "^contracts/" },
  },
  {
    name: "packages-know-no-platform",
    comment: "A package, its tests included, imports nothing of the platform: it could move elsewhere as it is.",
    from: { path: "^packages/" },
    to: { path: [platform, "^__tests__/"] },
  },
  ...Object.entries(packages).map(([name, allowed]) => ({
    name: `packages-run-down/${name}`,
    comment: `Of the other packages, \`packages/${name}\` imports: ${list(allowed)}.`,
    from: { path: `^packages/${name}/` },
    to: { path: "^packages/", pathNot: `^packages/(?:${[name, ...allowed].join("|")})/` },
  })),
  {
    name: "cli-on-top",
    comment: "Nothing but `cli` imports `cli`.",
    from: { pathNot: ["^cli/", tests] },
    to: { path: "^cli/" },
  },
  ...cliRooms.flatMap((line, index) =>
    line.map((room) => {
      const others = cliRooms.slice(0, index + 1).flat();
      return {
        name: `cli-runs-down/${room}`,
        comment: `The rooms of \`cli\` import downwards only: ${cliRooms.map(list).join("; ")}.`,
        from: { path: `^cli/${room}/` },
        to: { path: `^cli/(?:${others.join("|")})/`, pathNot: `^cli/${room}/` },
      };
    }),
  ),
  {
    name: "cli-files-at-the-bottom",
    comment: "The files of `cli` itself, such as `paths.ts`, know none of its rooms; `main.ts` is the exception.",
    from: { path: "^cli/[^/]+[.]ts$", pathNot: "^cli/main[.]ts$" },
    to: { path: "^cli/[^/]+/" },
  },
  {
    name: "child-processes-in-one-room",
    comment:
      "Only `packages/process` starts child processes, so that an interrupt reaches each; two must not end with their command: `cli/run.mjs` starts the command, `cli/local-aws/start.ts` a server that stays.",
    from: {
      path: "^(?:src|stacks|cli|packages|lambda-src)/",
      pathNot: ["^packages/process/", "^cli/(?:run[.]mjs|local-aws/start[.]ts)$", tests],
    },
    to: { path: "^(?:node:)?child_process$" },
  },
  {
    name: "tests-for-tests",
    comment: "Nothing but tests imports tests.",
    from: { pathNot: tests },
    to: { path: tests },
  },
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: walls.map((wall) => ({ severity: "error", ...wall })),
  options: {
    // Types count: what knows a type of a room knows the room.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(?:cdktf[.]out|coverage|[.](?:local|build|tools|venv))/" },
  },
};
