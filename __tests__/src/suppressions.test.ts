import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { TerraformStack, Testing } from "cdktf";
import { suppressChecks, type Suppressions, shortLogRetention } from "../../src/suppressions";
import { environment } from "../support/environments";
import { Template } from "../support/template";

const reason = "One region is where the platform lives.";

function accept(...findings: Suppressions[]): unknown {
  const stack = new TerraformStack(Testing.app(), "test");
  const bucket = new S3Bucket(stack, "Bucket", { bucket: "bucket" });
  findings.forEach((one) => suppressChecks(bucket, one));
  return Template.of(stack).only(S3Bucket)["//"];
}

describe("suppressChecks", () => {
  it("writes each reason beside the resource, where cdktf writes its own notes", () => {
    expect(accept({ CKV_AWS_144: reason }, { CKV2_AWS_62: "Nobody waits for new objects here." })).toEqual({
      checkov: { CKV_AWS_144: reason, CKV2_AWS_62: "Nobody waits for new objects here." },
      metadata: expect.objectContaining({ path: "test/Bucket" }),
    });
  });

  it("leaves out what the environment does not bring up", () => {
    expect(accept({ CKV_AWS_144: undefined })).not.toHaveProperty("checkov");
  });

  it("takes no other scanner's names", () => {
    expect(() => accept({ CKV_ALL: reason })).toThrow(
      '"CKV_ALL" is not a check of checkov; allowed: an id such as CKV_AWS_115.',
    );
  });

  it.each(["", "not needed", "accepted by the team"])("does not take %p for a reason", (text) => {
    expect(() => accept({ CKV_AWS_144: text })).toThrow(
      `Suppressing CKV_AWS_144 needs a reason of at least five words; got "${text}".`,
    );
  });
});

describe("shortLogRetention", () => {
  it("says how long an environment keeps its logs", () => {
    expect(shortLogRetention(environment("dev"))).toEqual({ CKV_AWS_338: expect.stringContaining("14 days") });
  });

  it("suppresses nothing where a year is kept", () => {
    expect(shortLogRetention(environment("staging", { logRetentionDays: 365 }))).toEqual({});
  });

  it("suppresses nothing in production", () => {
    expect(shortLogRetention(environment("prod", { logRetentionDays: 90 }))).toEqual({});
  });
});
