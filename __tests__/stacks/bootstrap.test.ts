import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Testing } from "cdktf";
import type { Environment, EnvironmentName } from "../../src/environments";
import { UserError } from "../../packages/errors";
import { BootstrapStack } from "../../stacks/bootstrap";
import { environment } from "../support/environments";
import { statement, statements, Template } from "../support/template";

const account = "123456789012";
const repository = { owner: "acme", name: "platform" };

function template(...environments: [Environment, ...Environment[]]): Template {
  return Template.of(new BootstrapStack(Testing.app(), "bootstrap", { environments, repository }));
}
const shared = (name: EnvironmentName, changes: Partial<Environment> = {}) =>
  environment(name, { account, ...changes });

const one = template(shared("prod"));
const all = template(shared("dev"), shared("staging"), shared("prod"));

describe("the state bucket", () => {
  it("is the one that every stack expects, and is never destroyed", () => {
    expect(all.only(S3Bucket)).toMatchObject({
      bucket: "mlplatform-state-123456789012",
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("is versioned, closed to the public, and owns what lies in it", () => {
    expect(all.only(S3BucketVersioningA)).toMatchObject({ versioning_configuration: { status: "Enabled" } });
    expect(all.only(S3BucketOwnershipControls)).toMatchObject({ rule: { object_ownership: "BucketOwnerEnforced" } });
    expect(all.only(S3BucketPublicAccessBlock)).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  it("encrypts with its own key, and takes nothing else", () => {
    const key = expect.stringMatching(/^\$\{aws_kms_key\.StateKey_\w+\.arn\}$/);
    expect(all.only(S3BucketServerSideEncryptionConfigurationA).rule).toEqual([
      {
        apply_server_side_encryption_by_default: { kms_master_key_id: key, sse_algorithm: "aws:kms" },
        bucket_key_enabled: true,
      },
    ]);
    const { policy } = all.only(S3BucketPolicy);
    expect(statements(policy).map(({ Sid, Effect }) => [Sid, Effect])).toEqual([
      ["DenyOtherEncryption", "Deny"],
      ["DenyOtherKey", "Deny"],
      ["DenyWithoutTls", "Deny"],
    ]);
    expect(statement(policy, "DenyWithoutTls").Condition).toEqual({ Bool: { "aws:SecureTransport": "false" } });
  });

  it("forgets old versions and unfinished uploads", () => {
    expect(all.only(S3BucketLifecycleConfiguration).rule).toMatchObject([
      { id: "abort-unfinished-uploads", abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] },
      { id: "expire-noncurrent-versions", noncurrent_version_expiration: [{ noncurrent_days: 30 }] },
    ]);
  });

  it("has a key that rotates and is never destroyed", () => {
    expect(all.only(KmsKey)).toMatchObject({ enable_key_rotation: true, lifecycle: { prevent_destroy: true } });
    expect(all.only(KmsAlias)).toMatchObject({ name: "alias/mlplatform-state" });
  });
});

it("knows GitHub's workflows", () => {
  expect(all.only(IamOpenidConnectProvider)).toMatchObject({
    url: "https://token.actions.githubusercontent.com",
    client_id_list: ["sts.amazonaws.com"],
  });
});

it("makes the roles of the account's environments, and of no other", () => {
  const names = (it: Template) => it.resources(IamRole).map(({ name }) => name);
  expect(names(one)).toEqual(["mlplatform-prod-ci-deploy", "mlplatform-prod-ci-plan"]);
  expect(names(all)).toHaveLength(6);
});

it("gives a role its environment's subject and policies", () => {
  const trust = (end: string) => one.only(IamRole, end).assume_role_policy;
  expect(trust("/Prod/Deploy")).toContain('"repo:acme/platform:environment:prod"');
  expect(trust("/Prod/Plan")).toContain('["repo:acme/platform:pull_request","repo:acme/platform:ref:refs/heads/main"]');
  const attached = one
    .resources(IamRolePolicyAttachment)
    .map(({ role, policy_arn }) => `${String(role)} ${String(policy_arn)}`);
  const short = attached.map((text) => text.replace(/\$\{aws_iam_\w+\.Prod_([A-Za-z]+)_[^}]*\}/g, "$1"));
  expect(short.sort()).toEqual([
    "Deploy Data",
    "Deploy Network",
    "Deploy Pipeline",
    "Deploy Read",
    "Deploy Roles",
    "Plan Read",
  ]);
});

it("stays below the limits of AWS, however long a name is", () => {
  const length = (policy: unknown) => (policy as string).replace(/\s/g, "").length;
  for (const { policy } of all.resources(IamPolicy)) expect(length(policy)).toBeLessThanOrEqual(6144);
  for (const { policy } of all.resources(IamRolePolicy)) expect(length(policy)).toBeLessThanOrEqual(10_240);
});

it("says beside each policy why it holds a wildcard", () => {
  for (const type of [IamPolicy, IamRolePolicy]) {
    for (const resource of all.resources(type)) {
      const { wildcardReasons = {} } = resource["//"] as { wildcardReasons?: Record<string, string> };
      const wide = statements(resource.policy)
        .filter(({ Effect }) => Effect === "Allow")
        .filter(({ Action, Resource }) => [...Action, ...Resource].some((text) => text.includes("*")));
      expect(Object.keys(wildcardReasons).sort()).toEqual(wide.map(({ Sid }) => Sid).sort());
    }
  }
});

it("uses none of AWS's wide policies", () => {
  expect(JSON.stringify(all.json)).not.toContain("FullAccess");
  expect(JSON.stringify(all.json)).not.toContain("arn:aws:iam::aws:policy");
});

it("keeps its own state in the bucket, and belongs to no environment", () => {
  expect(all.json.terraform!.backend).toEqual({
    s3: {
      bucket: "mlplatform-state-123456789012",
      key: "mlplatform/bootstrap/terraform.tfstate",
      region: "us-east-1",
      use_lockfile: true,
    },
  });
  expect(all.json.provider).toMatchObject({
    aws: [
      { allowed_account_ids: [account], default_tags: [{ tags: { Environment: "bootstrap", Stack: "bootstrap" } }] },
    ],
  });
});

it("publishes the roles", () => {
  expect(Object.keys(one.outputs).sort()).toEqual([
    "prod_deploy_role_arn",
    "prod_plan_role_arn",
    "state_bucket_name",
    "state_key_arn",
  ]);
});

it("refuses environments of one account in two regions", () => {
  expect(() => template(shared("dev"), shared("prod", { region: "eu-west-1" }))).toThrow(
    new UserError(
      "The environments of one account must lie in one region, because they share the bucket of their states. Got: dev in us-east-1, prod in eu-west-1. Give one of them an account of its own.",
    ),
  );
});
