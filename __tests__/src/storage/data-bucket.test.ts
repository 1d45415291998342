import { TerraformStack, Testing } from "cdktf";
import { DataBucket } from "../../../src/storage/data-bucket";
import { DataKey } from "../../../src/storage/data-key";
import { environment } from "../../support/environments";
import { RecordingGrantee } from "../../support/grantee";

const stack = new TerraformStack(Testing.app(), "test");
const key = new DataKey(stack, "Key", { environment: environment("prod") });
const bucket = new DataBucket(stack, "Data", { environment: environment("prod"), purpose: "data", key });

function granted(grant: (grantee: RecordingGrantee) => void) {
  const grantee = new RecordingGrantee();
  grant(grantee);
  return grantee;
}

const throughS3 = {
  sid: "UseKeyThroughS3",
  actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
  resources: [key.arn],
  conditions: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
};

describe("a bucket's grants", () => {
  it("reading: objects under the prefixes, the list, the key through S3; no writing", () => {
    const { statements, sids } = granted((grantee) => bucket.grantRead(grantee, "incoming/", "code/"));
    expect(sids).toEqual(["ReadObjects", "LocateBuckets", "ListData", "UseKeyThroughS3"]);
    expect(statements[2]).toMatchObject({
      actions: ["s3:ListBucket"],
      conditions: { StringLike: { "s3:prefix": ["incoming/*", "code/*"] } },
    });
    expect(statements[0]).toMatchObject({
      actions: ["s3:GetObject", "s3:GetObjectVersion"],
      resources: [`${bucket.arn}/incoming/*`, `${bucket.arn}/code/*`],
    });
    expect(statements[1]!.resources).toEqual([bucket.arn]);
    expect(statements[3]).toEqual(throughS3);
  });

  it("writing: objects under the prefixes and the key through S3; no reading, no deleting", () => {
    const { statements, sids } = granted((grantee) => bucket.grantWrite(grantee, "rejected/"));
    expect(sids).toEqual(["WriteObjects", "UseKeyThroughS3"]);
    expect(statements[0]).toMatchObject({
      actions: ["s3:AbortMultipartUpload", "s3:PutObject"],
      resources: [`${bucket.arn}/rejected/*`],
    });
  });

  it("deleting: nothing else, and never a version", () => {
    const { statements } = granted((grantee) => bucket.grantDelete(grantee, "incoming/"));
    expect(statements).toMatchObject([
      { sid: "DeleteObjects", actions: ["s3:DeleteObject"], resources: [`${bucket.arn}/incoming/*`] },
    ]);
  });

  it("mean the whole bucket where no prefix is named", () => {
    expect(granted((grantee) => bucket.grantWrite(grantee)).statements[0]!.resources).toEqual([`${bucket.arn}/*`]);
  });
});

describe("a key's grants", () => {
  it("allow its use through the named services, one statement each", () => {
    const { sids, statements } = granted((grantee) => key.grantUse(grantee, "sns", "sagemaker"));
    expect(sids).toEqual(["UseKeyThroughSns", "UseKeyThroughSageMaker"]);
    expect(statements[1]!.conditions).toEqual({
      StringEquals: { "kms:ViaService": "sagemaker.us-east-1.amazonaws.com" },
    });
  });

  it("allow volumes by way of AWS services only", () => {
    expect(granted((grantee) => key.grantVolumes(grantee)).statements[0]).toMatchObject({
      actions: ["kms:CreateGrant"],
      conditions: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
  });
});

it("knows the URI of what lies in it", () => {
  expect(bucket.uri("incoming/")).toBe("s3://mlplatform-prod-data-333333333333/incoming/");
});
