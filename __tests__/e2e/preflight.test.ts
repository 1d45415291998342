// `npm run preflight -- staging` against accounts that each lack something: it names exactly that.
import "./environments/preflight-folder";
import "./support/folder";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import {
  CreateAccessKeyCommand,
  CreateOpenIDConnectProviderCommand,
  CreateUserCommand,
  DeleteOpenIDConnectProviderCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { SynthesizedDeployment } from "../../cli/deploy/deployment";
import { deploymentOf } from "../../cli/deploy/deployment";
import { synthesize } from "../../cli/deploy/synthesize";
import { control } from "../../cli/local-aws/health";
import { createStateBucket } from "../../cli/local-platform/state-bucket";
import { preflight } from "../../cli/preflight";
import type { Synthesis } from "../../packages/terraform/synthesis";
import type { Environment } from "../../src/environments";
import { localAccount } from "../../src/environments/schema";
import { reallyRun } from "../docs/really-run";
import { audience, githubIssuer } from "../../src/bootstrap/names";
import { cli, everyDocumentedCommandRan } from "./support/cli";
import { discardLocalAws, locally, startEmptyLocalAws } from "./support/local-aws";
import { aws, injectFault, server } from "./support/platform";

jest.setTimeout(300_000);

let staging: SynthesizedDeployment;
const iam = () => new IAMClient(aws());

beforeAll(async () => {
  await startEmptyLocalAws();
  await createStateBucket(aws());
  await knowGithub(audience);
  const deployment = deploymentOf("staging", { command: "preflight" });
  const environment = { ...deployment.environment, account: localAccount };
  const variables = { ...deployment.variables, LOCAL_AWS_ACCOUNT: localAccount };
  staging = await synthesize({ ...deployment, environment, variables, aws: aws() });
});
afterAll(discardLocalAws);
afterEach(() => setQuotas(Object.fromEntries(quotas.map((name) => [name, 20]))));

const quotas = [
  "ml.m5.large for processing job usage",
  "ml.m5.large for training job usage",
  "ml.m5.large for spot training job usage",
  "ml.t2.medium for endpoint usage",
];
const setQuotas = (values: Readonly<Record<string, number>>) => control(server(), "POST", "quotas/us-east-1", values);

async function knowGithub(clientId: string): Promise<void> {
  await iam().send(
    new CreateOpenIDConnectProviderCommand({ Url: `https://${githubIssuer}`, ClientIDList: [clientId] }),
  );
}

async function forgetGithub(): Promise<void> {
  const OpenIDConnectProviderArn = `arn:aws:iam::${localAccount}:oidc-provider/${githubIssuer}`;
  await iam().send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
}

function withEnvironment(changes: Partial<Environment>): SynthesizedDeployment {
  return { ...staging, environment: { ...staging.environment, ...changes } };
}

const withZones = (zones: string[]) => withEnvironment({ network: { ...staging.environment.network, zones } });

/** The synthesis with the arguments of every resource of a type changed. */
function withResources(
  type: string,
  change: (values: Readonly<Record<string, unknown>>) => object,
): SynthesizedDeployment {
  const stacks = staging.synthesis.stacks.map((stack) => ({
    ...stack,
    resources: stack.resources.map((resource) =>
      resource.type === type ? { ...resource, values: { ...resource.values, ...change(resource.values) } } : resource,
    ),
  }));
  return { ...staging, synthesis: { stacks } as unknown as Synthesis };
}

interface Found {
  readonly wrong: readonly string[];
  readonly advice: readonly string[];
  readonly unknown: readonly string[];
}

/** What would stop a deployment, what does not work yet, and what could not be asked. */
async function found(deployment = staging): Promise<Found> {
  const findings = (await preflight(deployment)).flatMap(({ findings }) => findings);
  const says = (kind: string) => findings.flatMap((finding) => (finding.kind === kind ? finding.says : []));
  return { wrong: says("wrong"), advice: says("advice"), unknown: says("unknown") };
}

const nothing: Found = { wrong: [], advice: [], unknown: [] };
const onlyWrong = (...sentences: readonly unknown[]) => ({ ...nothing, wrong: sentences });

test("an account that has everything", async () => {
  expect(await found()).toEqual(nothing);
});

describe("zones", () => {
  test("a letter that the account does not have", async () => {
    expect(await found(withZones(["a", "k"]))).toEqual(onlyWrong('The account has no zone "k" in us-east-1.'));
  });

  test("an id of another region", async () => {
    expect(await found(withZones(["use1-az1", "apne1-az1"]))).toEqual(
      onlyWrong('The account has no zone "apne1-az1" in us-east-1.'),
    );
  });

  test("ids that it has", async () => {
    expect(await found(withZones(["use1-az1", "use1-az2"]))).toEqual(nothing);
  });

  test("an endpoint service that the region does not have", async () => {
    const other = withResources("aws_vpc_endpoint", ({ vpc_endpoint_type: kind }) =>
      kind === "Interface" ? { service_name: "com.amazonaws.us-east-1.horses" } : {},
    );
    expect((await found(other)).wrong).toContain("The region has no endpoint service com.amazonaws.us-east-1.horses.");
  });
});

describe("quotas", () => {
  test.each(["processing job", "spot training job", "endpoint"])("none for %s", async (use) => {
    const name = quotas.find((quota) => quota.endsWith(`for ${use} usage`))!;
    await setQuotas({ [name]: 0 });
    expect(await found()).toEqual(
      onlyWrong(expect.stringMatching(`^The quota "${name}" is 0; staging needs [12]\\.$`)),
    );
  });

  test("none for training on demand does not matter where spot is used", async () => {
    await setQuotas({ "ml.m5.large for training job usage": 0 });
    expect(await found()).toEqual(nothing);
  });

  test("an endpoint that could start, and not be updated", async () => {
    await setQuotas({ "ml.t2.medium for endpoint usage": 1 });
    expect(await found()).toEqual(onlyWrong('The quota "ml.t2.medium for endpoint usage" is 1; staging needs 2.'));
  });

  test("a type that Service Quotas does not list is not judged", async () => {
    const [model] = Object.values(staging.environment.models);
    const training = { ...model!.training, processingInstanceType: "ml.x1.large" };
    expect(await found(withEnvironment({ models: { one: { ...model!, training } } }))).toEqual({
      ...nothing,
      unknown: ['Service Quotas does not list "ml.x1.large for processing job usage"; 1 needed.'],
    });
  });

  test("a serverless endpoint is said not to be compared", async () => {
    const [model] = Object.values(staging.environment.models);
    const endpoint = { kind: "serverless", memoryMb: 2048, maxConcurrency: 5 } as const;
    expect((await found(withEnvironment({ models: { one: { ...model!, name: "one", endpoint } } }))).unknown).toEqual([
      "The quota of serverless concurrency is not compared (one).",
    ]);
  });
});

describe("names", () => {
  test("a bucket that another account has", async () => {
    const name = "mlplatform-taken-by-somebody";
    const { Credentials } = await new STSClient(aws()).send(
      new AssumeRoleCommand({ RoleArn: "arn:aws:iam::999999999999:role/somebody", RoleSessionName: "x" }),
    );
    const credentials = {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken!,
    };
    await new S3Client({ ...aws(), credentials }).send(new CreateBucketCommand({ Bucket: name }));
    expect((await found(withResources("aws_s3_bucket", () => ({ bucket: name })))).wrong).toContain(
      `The bucket ${name} belongs to another account, or these credentials may not see it.`,
    );
  });

  test("no bootstrap yet: neither the state's bucket nor GitHub", async () => {
    const other = withEnvironment({ account: "999999999998" });
    const { wrong, advice } = await found(other);
    expect(wrong).toContain("The bucket for the Terraform state, mlplatform-state-999999999998, does not exist.");
    expect(advice).toContain("The account does not know GitHub yet, so CI can assume no role.");
  });

  test("a provider for GitHub that another project made for itself", async () => {
    await forgetGithub();
    await knowGithub("https://example.com");
    try {
      expect(await found()).toEqual({
        ...nothing,
        advice: ["The account's provider for GitHub does not accept tokens for sts.amazonaws.com."],
      });
    } finally {
      await forgetGithub();
      await knowGithub(audience);
    }
  });
});

test("a definition that Step Functions refuses", async () => {
  const broken = withResources("aws_sfn_state_machine", () => ({ definition: '{"StartAt": "Nowhere", "States": {}}' }));
  expect((await found(broken)).wrong).toEqual([expect.stringContaining("Step Functions refuses ")]);
});

test.each([
  ["fast", 400],
  ["slow", -400],
])("a clock that is %s", async (direction, seconds) => {
  const now = Date.now.bind(Date);
  const clock = jest.spyOn(Date, "now").mockImplementation(() => now() + seconds * 1000);
  try {
    expect((await found()).wrong).toEqual([
      expect.stringMatching(`^This machine's clock is (399|400|401) s ${direction};`),
    ]);
  } finally {
    clock.mockRestore();
  }
});

test("a user who may nothing: every action of a deployment is named", async () => {
  const name = { UserName: "somebody" };
  await iam().send(new CreateUserCommand(name));
  const { AccessKey } = await iam().send(new CreateAccessKeyCommand(name));
  const credentials = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
  expect((await found({ ...staging, aws: { ...aws(), credentials } })).wrong).toEqual([
    expect.stringMatching(
      /^arn:aws:iam::\d{12}:user\/somebody may not do (\d{3}) of \1 actions of a deployment: cloudwatch:/,
    ),
  ]);
});

describe("what these credentials may not ask", () => {
  test.each([
    ["ec2", "DescribeAvailabilityZones", "UnauthorizedOperation"],
    ["ec2", "DescribeVpcEndpointServices", "UnauthorizedOperation"],
    ["service-quotas", "ListServiceQuotas", "AccessDeniedException"],
    ["iam", "GetOpenIDConnectProvider", "AccessDenied"],
    ["stepfunctions", "ValidateStateMachineDefinition", "AccessDeniedException"],
  ])("%s %s is said, and nothing is claimed", async (service, operation, error) => {
    const sentence = `not authorized to perform: ${operation}`;
    await injectFault({ service, operation, error, message: sentence, status: 403, times: 1 });
    expect(await found()).toEqual({ ...nothing, unknown: [`AWS did not answer: ${sentence}`] });
  });
});

test("several at once, each with its remedy, and exit code 1: npm run preflight -- dev", async () => {
  await setQuotas({ "ml.m5.large for processing job usage": 0, "ml.m5.large for spot training job usage": 0 });
  const { code, output } = await locally("preflight", "dev");
  expect(code).toBe(1);
  expect(output).toMatch(/✘ .* The quota "ml\.m5\.large for processing job usage" is 0; dev needs 1\./);
  expect(output).toContain("→ Ask for it in Service Quotas, Amazon SageMaker, in us-east-1; AWS takes hours to days.");
  expect(output).toContain("2 problems would stop a deployment of dev; 1 question was not answered.");
});

test("the wrong account is refused before anything is asked", async () => {
  const { code, output } = await cli("preflight", "staging");
  expect(code).toBe(1);
  expect(output).toMatch(/AWS does not say which account this is|These credentials are those of account/);
});

everyDocumentedCommandRan(reallyRun.preflight);
