import { knownTo } from "../../../cli/bootstrap/adoption";
import { state } from "./support";

it("knows what a state holds, but not what a killed run had only begun to make", () => {
  const begun = { mode: "managed", type: "aws_kms_key", name: "Key", instances: [] };
  const data = { mode: "data", type: "aws_caller_identity", name: "Me", instances: [{}] };
  const { resources } = state("aws_s3_bucket.Bucket id");
  expect(knownTo({ resources: [...resources, begun, data] })).toEqual(new Set(["aws_s3_bucket.Bucket"]));
  expect(knownTo(undefined)).toEqual(new Set());
});
