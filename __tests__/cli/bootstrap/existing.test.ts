// Which calls find what, in the words of the services. That Terraform takes the ids is seen against the local AWS.
import { findExisting } from "../../../cli/bootstrap/existing";
import { type Answer, AwsStandIn, type Received } from "../../lambda-src/support/aws-stand-in";
import { place } from "./support";

let service: AwsStandIn;
beforeAll(async () => (service = await AwsStandIn.start()));
afterAll(() => service.stop());

const at = (path: string) => ({ "//": { metadata: { path } } });
const resources = {
  aws_s3_bucket: { Bucket: { bucket: "states", ...at("b/Bucket") } },
  aws_s3_bucket_policy: { Policy: { bucket: "states", ...at("b/Policy") } },
  aws_kms_key: { Key: at("bootstrap/StateKey/Resource") },
  aws_kms_alias: { Alias: { name: "alias/state", ...at("b/Alias") } },
  aws_iam_role: { Plan: { name: "plan", ...at("b/Plan") } },
  aws_iam_policy: { Read: { name: "read", ...at("b/Read") } },
  aws_iam_openid_connect_provider: { Github: { url: "https://token.example.com", ...at("b/Github") } },
};
const find = (known: readonly string[] = []) =>
  findExisting(resources, new Set(known), { id: "123456789012", aws: place().deployment.aws });

const kms: Record<string, (body: { KeyId?: string }) => unknown> = {
  ListKeys: () => ({ Keys: [{ KeyId: "foreign" }, { KeyId: "dying" }, { KeyId: "ours" }] }),
  ListResourceTags: ({ KeyId }) => ({
    Tags: KeyId === "foreign" ? [] : [{ TagKey: "ConstructPath", TagValue: "bootstrap/StateKey/Resource" }],
  }),
  DescribeKey: ({ KeyId }) => ({
    KeyMetadata: { KeyId: "ours", KeyState: KeyId === "dying" ? "PendingDeletion" : "Enabled" },
  }),
};

function everything({ headers, body }: Received): Answer {
  const target = String(headers["x-amz-target"] ?? "").split(".")[1];
  if (target) return { body: JSON.stringify(kms[target]!(JSON.parse(body) as { KeyId?: string })) };
  const action = new URLSearchParams(body).get("Action");
  const role = "<Role><RoleName>plan</RoleName></Role>";
  return { body: action ? `<${action}Response><${action}Result>${role}</${action}Result></${action}Response>` : "" };
}

function nothing({ headers }: Received): Answer {
  const target = String(headers["x-amz-target"] ?? "").split(".")[1];
  if (target === "ListKeys") return { body: JSON.stringify({ Keys: [] }) };
  if (target) return { status: 400, body: JSON.stringify({ __type: "NotFoundException" }) };
  const error = "<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>";
  return { status: 404, body: headers["content-type"]?.includes("form") ? error : "" };
}

it("finds each thing by the id that Terraform imports it by; the bucket's settings are made again anyway", async () => {
  service.reset(everything);
  expect(await find()).toEqual([
    { address: "aws_s3_bucket.Bucket", id: "states" },
    { address: "aws_kms_key.Key", id: "ours" },
    { address: "aws_kms_alias.Alias", id: "alias/state" },
    { address: "aws_iam_role.Plan", id: "plan" },
    { address: "aws_iam_policy.Read", id: "arn:aws:iam::123456789012:policy/read" },
    {
      address: "aws_iam_openid_connect_provider.Github",
      id: "arn:aws:iam::123456789012:oidc-provider/token.example.com",
    },
  ]);
});

it("asks nothing about what the state knows", async () => {
  service.reset(everything);
  const addresses = ["aws_s3_bucket.Bucket", "aws_kms_key.Key", "aws_kms_alias.Alias", "aws_iam_role.Plan"];
  expect((await find(addresses)).map(({ address }) => address)).toEqual([
    "aws_iam_policy.Read",
    "aws_iam_openid_connect_provider.Github",
  ]);
  expect(service.received).toHaveLength(2);
});

it("finds nothing in an empty account", async () => {
  service.reset(nothing);
  expect(await find()).toEqual([]);
});

it("passes on what is no answer about existence", async () => {
  service.reset(() => ({
    status: 403,
    body: "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>",
  }));
  await expect(find()).rejects.toThrow();
});
