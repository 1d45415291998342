// The whole life in a local AWS of its own.
import "./folder";
import { discardLocalAws, startEmptyLocalAws, succeedLocally } from "../../e2e/support/local-aws";
import { workflowsLeadAPlatform } from "./whole-life";

jest.setTimeout(1_800_000);

beforeAll(async () => {
  await startEmptyLocalAws();
  const environments = ["dev", "staging", "prod"];
  for (const name of environments) await succeedLocally("bootstrap", name, "--yes");
  // By a person: what reads the outputs of a stack that is not applied yet cannot be reviewed.
  await Promise.all(environments.map((name) => succeedLocally("deploy", name, "--yes")));
});
afterAll(discardLocalAws);

describe("workflows", workflowsLeadAPlatform);
