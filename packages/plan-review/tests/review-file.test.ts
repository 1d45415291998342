import { makeReviewFile, readReviewFile, writeReviewFile } from "../review-file";
import { planned } from "./support";

const file = makeReviewFile({
  environment: "dev",
  commit: "abc",
  digestKey: "key",
  stacks: [planned("everything"), { stack: "pipeline", status: "pending", waitsFor: ["network"] }],
});

test("is read back as it was written", () => {
  expect(readReviewFile(writeReviewFile(file), "review/dev.json")).toEqual(file);
});

test("holds no value of any attribute, and no key", () => {
  const text = writeReviewFile(file);
  for (const value of ["correct-horse-battery", "/demo/secret", "subnet-c", '"key"']) expect(text).not.toContain(value);
});

test("names everything that is wrong with a file", () => {
  const broken = { ...file, version: 2, stacks: { demo: { status: "planned", digest: "md5:1" } }, more: 1 };
  expect(() => readReviewFile(JSON.stringify(broken), "review/dev.json")).toThrow(
    /^review\/dev\.json is no review file of this version \(`npm run review` writes it\): 5 problems\n {2}- version: got 2; allowed: /,
  );
  expect(() => readReviewFile(JSON.stringify(broken), "review/dev.json")).toThrow(
    '  - stacks.demo.digest: got "md5:1"; allowed: sha256: and 64 digits',
  );
});

test("says when it is no JSON at all", () => {
  expect(() => readReviewFile("<html>", "review/dev.json")).toThrow(/^review\/dev\.json is not JSON: .* writes it\.$/);
});
