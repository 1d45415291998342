import { readReviewFile, writeReviewFile } from "../review-file";
import { fileOf, planned } from "./support";

const file = fileOf([planned("everything"), { stack: "pipeline", status: "pending", waitsFor: ["network"] }], {
  commit: "abc",
  digestKey: "key",
});

test("is read back as it was written", () => {
  expect(readReviewFile(writeReviewFile(file), "review/dev.json")).toEqual(file);
});

test("holds neither a secret nor the key", () => {
  const text = writeReviewFile(file);
  for (const value of ["correct-horse-battery", '"key"']) expect(text).not.toContain(value);
});

test("what is compared holds no value of any attribute", () => {
  const text = JSON.stringify(file.stacks);
  for (const value of ["/demo/secret", "subnet-c", "gone-data"]) expect(text).not.toContain(value);
});

test("names everything that is wrong with a file", () => {
  const broken = { ...file, version: 1, stacks: { demo: { status: "planned", digest: "md5:1" } }, more: 1 };
  expect(() => readReviewFile(JSON.stringify(broken), "review/dev.json")).toThrow(
    /^review\/dev\.json is not a review file of this version: 5 problems\n {2}- version: got 1; allowed: /,
  );
  expect(() => readReviewFile(JSON.stringify(broken), "review/dev.json")).toThrow(
    '  - stacks.demo.digest: got "md5:1"; allowed: sha256: and 64 digits',
  );
});

test("says when it is not JSON at all", () => {
  expect(() => readReviewFile("<html>", "review/dev.json")).toThrow(
    /^review\/dev\.json is not JSON: .* A review writes it\.$/,
  );
});
