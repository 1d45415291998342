// What the states show about stacks that are no longer in the code.
import { describeRemoved, removedStacks } from "../../../cli/deploy/removed-stacks";
import { withStateOf } from "../../../cli/deploy/stack-folder";
import { deployedStacks } from "../../../cli/deploy/states";
import type { SynthesizedDeployment } from "../../../cli/deploy/deployment";
import { AwsStub } from "../../lambda-src/support/aws-stub";
import { environment } from "../../support/environments";

let aws: AwsStub;
beforeAll(async () => (aws = await AwsStub.start()));
afterAll(() => aws.stop());

const vpc = { mode: "managed", type: "aws_vpc", name: "A", instances: [{}] };
const reads = (key: string) => ({
  mode: "data",
  type: "terraform_remote_state",
  name: "other",
  instances: [{ attributes: { config: { value: { key } } } }],
});
const states: Readonly<Record<string, object>> = {
  "mlplatform/dev/network/terraform.tfstate": { resources: [vpc] },
  "mlplatform/dev/model-churn/terraform.tfstate": { resources: [vpc, vpc, reads("network/terraform.tfstate")] },
  "mlplatform/dev/model-gone/terraform.tfstate": { resources: [] },
};

function bucket(objects: typeof states): void {
  aws.reset(({ url }) => {
    const { pathname, searchParams } = new URL(url, "http://s3");
    const prefix = searchParams.get("prefix");
    if (prefix === null) return { body: JSON.stringify(objects[pathname.split("/").slice(2).join("/")]) };
    const keys = Object.keys(objects).filter((key) => key.startsWith(prefix));
    return {
      body: `<ListBucketResult>${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("")}</ListBucketResult>`,
    };
  });
}

const deployment = () =>
  ({
    environment: environment("dev"),
    aws: { region: "us-east-1", endpoint: process.env.AWS_ENDPOINT_URL, forcePathStyle: true },
    synthesis: { has: (name: string) => name === "network" },
  }) as unknown as SynthesizedDeployment;

test("a stack is deployed where its state holds something, and its state says what it reads from", async () => {
  bucket(states);
  expect(await deployedStacks(deployment())).toEqual([
    { name: "model-churn", resources: 2, producers: ["network"] },
    { name: "network", resources: 1, producers: [] },
  ]);
});

test("what is deployed but not synthesized was removed", async () => {
  bucket(states);
  expect((await removedStacks(deployment())).map(({ name }) => name)).toEqual(["model-churn"]);
});

test("the sentence names the command", () => {
  expect(describeRemoved("dev", ["model-churn"])).toBe(
    "model-churn is deployed, but no longer in the code. To remove: npm run destroy -- dev model-churn",
  );
  expect(describeRemoved("dev", ["model-a", "model-b"])).toContain("model-a, model-b are deployed");
});

test("it is destroyed with backend and provider of another stack, but its own state", () => {
  const s3 = { bucket: "states", key: "network/terraform.tfstate", workspace_key_prefix: "mlplatform" };
  const code = {
    terraform: { backend: { s3 }, required_version: ">= 1.10" },
    provider: { aws: [{ region: "us-east-1" }] },
    resource: { aws_vpc: { A: {} } },
    output: { id: { value: "x" } },
  };
  expect(withStateOf("model-churn", code)).toEqual({
    terraform: { backend: { s3: { ...s3, key: "model-churn/terraform.tfstate" } }, required_version: ">= 1.10" },
    provider: code.provider,
  });
});
