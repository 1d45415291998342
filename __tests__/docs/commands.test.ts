// Every command in the docs is run somewhere: here stands where. A new command fails until it is.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(__dirname, "../..");

const environments = "__tests__/e2e/environments.test.ts";
const cdktf = "__tests__/e2e/cdktf.test.ts";

/** Command as in the docs -> the file that runs it, and the words there that do. */
const runBy: Readonly<Record<string, readonly [file: string, words: string]>> = {
  "npm start": ["__tests__/e2e/suites/first-start.ts", 'succeed("start")'],
  "npm stop": ["__tests__/e2e/suites/crash-and-stop.ts", '"stop"'],
  "npm test": [".ci/run", "npm test"],
  "npm run test:unit": ["cli/commands/test.ts", 'title: "Unit tests"'],
  "npm run bench": ["cli/commands/bench.ts", "export async function run"],
  "npm start -- --data FILE.csv --target COLUMN": ["__tests__/e2e/suites/own-data.ts", '"--target"'],
  "TF_WORKSPACE=dev npx cdktf synth": ["__tests__/e2e/suites/every-environment.ts", '"main.ts"'],
  "npm run local -- aws s3 ls": ["__tests__/e2e/suites/second-start.ts", "any command is a client"],
  "npm run test:policies": ["cli/commands/test.ts", '"--selectProjects", "policies"'],
  "npm run test:environments": ["cli/commands/test.ts", "environments: ["],
  "npm run local -- npm run bootstrap -- dev --yes": [environments, '"bootstrap", "--", "dev", "--yes"'],
  "npm run local -- npm run deploy -- dev --yes": [environments, 'succeedLocally("deploy", name, "--yes")'],
  "npm run local -- npm run smoke -- dev": [environments, 'succeedLocally("smoke", "dev")'],
  "npm run local -- npm run destroy -- dev --confirm dev": [environments, '"destroy", "dev", "--confirm", "dev"'],
  "npm run bootstrap -- dev": [environments, '"bootstrap", "dev"'],
  "npm run deploy -- dev": [environments, 'succeedLocally("deploy", name)'],
  "npm run deploy -- dev network storage": [environments, '"deploy", "dev", "network"'],
  "npm run diff -- dev storage": [environments, 'succeedLocally("diff", "dev"'],
  "npm run outputs -- dev": [environments, 'succeedLocally("outputs", "dev"'],
  "npm run smoke -- dev": [environments, 'succeedLocally("smoke", "dev")'],
  "npm run destroy -- staging": [environments, '"destroy", "staging"'],
  "npm run recover -- dev": [environments, 'succeedLocally("recover", "dev"'],
  "npm run workspaces -- dev": [cdktf, 'succeedLocally("workspaces", "dev")'],
  "npm run local -- npm run workspaces -- dev": [cdktf, 'succeedLocally("workspaces", "dev")'],
  "TF_WORKSPACE=dev npx cdktf diff '*'": [cdktf, '"cdktf", "diff"'],
  "TF_WORKSPACE=dev npx cdktf deploy '*'": [cdktf, 'cdktf("deploy"'],
  "TF_WORKSPACE=dev npx cdktf destroy '*'": [cdktf, 'cdktf("destroy"'],
  "npm run local -- env TF_WORKSPACE=dev npx cdktf deploy '*' --auto-approve": [cdktf, 'cdktf("deploy"'],
  "npm run review -- dev": [environments, 'succeedLocally("review", "dev")'],
  "npm run deploy -- dev --reviewed review/dev.json": [environments, '"deploy", "dev", "--reviewed"'],
  "npm run cost -- dev": ["__tests__/cli/cost/environment.test.ts", "estimateStacks("],
  "npm run cost -- prod": ["__tests__/cli/cost/environment.test.ts", 'estimateStacks("prod"'],
  "npm run cost -- prod --usage usage/example.yml": ["__tests__/cli/cost/environment.test.ts", "example.yml"],
};

/** These ask what the local AWS does not have: its price list. Their test answers in its place. */
const needsAnAccount = [
  "npm run prices",
  "npm run prices -- --region eu-central-1",
  "npm run prices -- --add sagemaker.hosting.ml.m6i.large",
];

const pages = ["README.md", ...markdownIn("docs")];

test.each(pages)("%s: every command is one that is run", (page) => {
  const commands = shellBlocks(readFileSync(join(root, page), "utf8"));
  const unknown = commands.filter((command) => !(command in runBy) && !needsAnAccount.includes(command));
  expect(unknown).toEqual([]);
});

test.each(Object.entries(runBy))("%s: its test is there", (_command, [file, words]) => {
  expect(readFileSync(join(root, file), "utf8")).toContain(words);
});

test.each(pages)("%s: every link leads to a file", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1]!);
  const local = links.filter((link) => !/^https?:/.test(link));
  expect(local.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
});

function shellBlocks(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^[ ]*```sh\n([\s\S]*?)^[ ]*```/gm)].map((match) => match[1]!);
  return blocks
    .flatMap((block) => block.split("\n"))
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line !== "");
}

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name))
    .sort();
}
