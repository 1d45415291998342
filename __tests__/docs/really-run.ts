// Which tests really run a command of the docs. The tests import this list, record what they run, and fail at the end
// if one is missing; the test of the docs fails if a page has a command that is not listed here.
import { wordsOf } from "./pages";

/** By the end-to-end test that runs them. Words in capitals match any word. */
export const reallyRun = {
  platform: [
    "npm start",
    "npm stop",
    "npm start -- --data FILE.csv --target COLUMN",
    "npm run train -- local machine-failure FILE.csv",
    "npm run predict -- local machine-failure rows.csv",
    "npm run runs -- local",
    "npm run runs -- local --follow last",
  ],
  environments: [
    "npm run local -- npm run bootstrap -- dev --yes",
    "npm run local -- npm run deploy -- dev --yes",
    "npm run local -- npm run smoke -- dev",
    "npm run local -- npm run destroy -- dev --confirm dev",
    "npm run bootstrap -- dev",
    "npm run deploy -- dev",
    "npm run diff -- dev storage",
    "npm run outputs -- dev",
    "npm run smoke -- dev",
    "npm run destroy -- staging",
    "npm run recover -- dev",
    "npm run review -- dev",
    "npm run deploy -- dev --reviewed review/dev.json",
  ],
  preflight: ["npm run preflight -- dev"],
  cdktf: [
    "npm run workspaces -- dev",
    "npm run local -- npm run workspaces -- dev",
    "TF_WORKSPACE=dev npx cdktf diff storage",
    "TF_WORKSPACE=dev npx cdktf deploy '*'",
    "TF_WORKSPACE=dev npx cdktf destroy '*'",
    "npm run local -- env TF_WORKSPACE=dev npx cdktf deploy '*' --auto-approve",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Not run by any end-to-end test, only parsed and checked. Each with what is tested instead. */
export const onlyDryRun: Readonly<Record<string, string>> = {
  "npm ci": "npm's own",
  "npm run hooks": "sets git's settings of the checkout",
  "npm test": "CI runs it: .ci/run",
  "npm run test:unit": "it is what runs this",
  "npm run test:policies": "a check of npm test",
  "npm run test:environments": "CI runs it every night",
  "npm run bench": "measures the machine",
  "npm run local -- aws s3 ls": "the AWS CLI may be missing; npm run local is run with other clients",
  "TF_WORKSPACE=dev npx cdktf synth": "terraform-validate.test.ts synthesizes dev by main.ts, as cdktf does",
  "npm run deploy -- dev network storage": "stacks in any order: the command's unit tests; dev network is run",
  "npm run cost -- dev": "cli/cost's unit tests",
  "npm run cost -- prod": "cli/cost's unit tests",
  "npm run cost -- prod --usage usage/example.yml": "cli/cost's unit tests",
  "npm run prices": "the local AWS has no price list; a stand-in answers in its unit tests",
  "npm run prices -- --region eu-central-1": "the same",
  "npm run prices -- --add sagemaker.hosting.ml.m6i.large": "the same",
  "npm run new-model -- house-prices --data houses.csv --target price": "its unit tests make the folder",
  "npm run train -- dev machine-failure FILE.csv": "train is run on the local AWS: the same code",
  "npm run train -- dev house-prices houses.csv": "the same",
  "npm run predict -- dev machine-failure - < rows.json": "the same; standard input is read in unit tests",
  "npm run runs -- dev machine-failure": "the same",
  "npm run runs -- dev machine-failure --stop last": "its unit tests",
  "npm run runs -- dev machine-failure --again last": "its unit tests",
  "npm run destroy -- dev model-house-prices": "npm start -- --remove destroys a model's stack in the same way",
};

/** The commands that no command line ran. A command line may have more words, such as answers given in advance. */
export function neverRun(documented: readonly string[], ran: readonly (readonly string[])[]): readonly string[] {
  return documented.filter((command) => {
    const words = essentialWords(wordsOf(command));
    return !ran.some((line) => isRunOf(words, essentialWords(line)));
  });
}

/** `npm run local -- npm run deploy -- dev` and `local node …/cli/run.mjs deploy dev` both become `deploy dev`. */
function essentialWords(words: readonly string[]): readonly string[] {
  const noise = /^(npm|npx|run|--|local|env|node|CI=.*|.*\/node|.*\/run\.mjs)$/;
  return words.filter((word) => !noise.test(word));
}

/** Whether each option and each word that is not a placeholder was given, in the same order. */
function isRunOf(documented: readonly string[], ran: readonly string[]): boolean {
  let index = 0;
  for (const word of ran) {
    const wanted = documented[index];
    if (wanted !== undefined && (wanted === word || isPlaceholder(wanted, word))) index++;
    // The command itself comes first.
    else if (index === 0 && !word.startsWith("TF_")) return false;
  }
  return index === documented.length;
}

/** `FILE.csv`, `COLUMN`, `review/dev.json`: a test may use any name for these. */
function isPlaceholder(wanted: string, word: string): boolean {
  if (word.startsWith("-")) return false;
  return /^[A-Z]+(\.csv)?$/.test(wanted) || /\.(csv|json)$/.test(wanted);
}
