import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProviderMirror } from "../../../cli/setup/provider-mirror";
import { platform } from "../../../cli/setup/terraform-release";
import { scratch } from "../../support/scratch";

function mirror(root: string, version = "5.100.0"): string {
  mkdirSync(join(root, "registry.terraform.io", "hashicorp", "aws", version, platform()), { recursive: true });
  return root;
}

test("is found in one of the usual places", () => {
  const root = mirror(scratch());
  expect(findProviderMirror([scratch(), root], [])).toBe(root);
});

test("is found up to three folders below where machines keep such things", () => {
  const top = scratch();
  const root = mirror(join(top, "one", "two", "three"));
  expect(findProviderMirror([], [top])).toBe(root);
});

test("is not searched deeper: a disk is large", () => {
  const top = scratch();
  mirror(join(top, "one", "two", "three", "four"));
  expect(findProviderMirror([], [top])).toBeUndefined();
});

test("another version of the provider is none", () => {
  expect(findProviderMirror([mirror(scratch(), "5.99.0")], [])).toBeUndefined();
});

test("a packed mirror, as `terraform providers mirror` makes it, is one", () => {
  const root = scratch();
  const folder = join(root, "registry.terraform.io", "hashicorp", "aws");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `terraform-provider-aws_5.100.0_${platform()}.zip`), "");
  expect(findProviderMirror([root], [])).toBe(root);
});

test("folders that do not exist are passed over", () => {
  expect(findProviderMirror(["/does/not/exist"], ["/does/not/exist/either"])).toBeUndefined();
});
