import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { TerraformStack, Testing } from "cdktf";
import { DataKey } from "../../../src/storage/data-key";
import { PrivateBucket } from "../../../src/storage/private-bucket";
import type { RemovalPolicy } from "../../../src/storage/removal";
import { environment } from "../../support/environments";
import { Template } from "../../support/template";

function template(allowDataDestroy: boolean, removalPolicy?: RemovalPolicy): Template {
  const stack = new TerraformStack(Testing.app(), "test");
  const props = { environment: environment("prod", { allowDataDestroy }), removalPolicy };
  new DataKey(stack, "Key", props);
  new PrivateBucket(stack, "Bucket", { ...props, purpose: "things" });
  return Template.of(stack);
}

it.each<[boolean, RemovalPolicy | undefined]>([
  [false, undefined],
  [false, "retain"],
  [true, undefined],
  [true, "retain"],
  [false, "destroy"],
])("keeps data with allowDataDestroy %j and removal policy %j", (allowed, policy) => {
  const kept = template(allowed, policy);
  expect(kept.only(S3Bucket)).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
  expect(kept.only(KmsKey)).toMatchObject({ deletion_window_in_days: 30, lifecycle: { prevent_destroy: true } });
});

it("deletes data with both keys", () => {
  const gone = template(true, "destroy");
  expect(gone.only(S3Bucket)).toMatchObject({ force_destroy: true });
  expect(gone.only(S3Bucket)).not.toHaveProperty("lifecycle");
  expect(gone.only(KmsKey)).toMatchObject({ deletion_window_in_days: 7 });
  expect(gone.only(KmsKey)).not.toHaveProperty("lifecycle");
});
