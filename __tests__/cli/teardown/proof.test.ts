import { checks, leftoverError, proof } from "../../../cli/teardown";

const finding = (service: string, kind: string, names: readonly string[]) => ({
  check: { service, kind, list: async () => names },
  names,
});

test("a line per service, with what was asked and how many were found", () => {
  const findings = [finding("Lambda", "functions", []), finding("S3", "buckets", ["one", "two"])];
  expect(proof(findings)).toBe("      Lambda   functions   0\n      S3       buckets     2");
});

test("what is left is named, with the ways out", () => {
  expect(leftoverError([finding("S3", "buckets", ["one", "two"]), finding("KMS", "keys", [])])!.message).toBe(
    "Not everything is gone:\n  - S3 buckets: one, two\n" +
      "No Terraform state knows these: a run was killed before it could save, or they were made by hand. " +
      "Delete them and run `npm stop` again, or throw the local AWS away with all that is in it: npm stop -- --discard",
  );
});

test("nothing left is no error", () => {
  expect(leftoverError([finding("KMS", "keys", [])])).toBeUndefined();
});

test("every service that the stacks use is asked", () => {
  expect([...new Set(checks.map(({ service }) => service))].sort()).toEqual(
    ["CloudWatch", "EC2", "EventBridge", "IAM", "KMS", "Lambda", "S3", "SNS", "SageMaker", "Step Functions"].sort(),
  );
});
