import { existsSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { locateState, readLocalState } from "../../../cli/bootstrap/state-location";
import { root } from "../../../cli/paths";
import { UserError } from "../../../packages/errors";
import { AwsStub } from "../../lambda-src/support/aws-stub";
import { bootstrap, bucketWith, key, state, write } from "./support";

let account: AwsStub;
beforeAll(async () => (account = await AwsStub.start()));
afterAll(() => account.stop());

const whole = state("aws_s3_bucket.A bucket", "aws_kms_key.B key");
/** The content of the bucket: a state, or nothing. */
const inBucket = (content: unknown) => account.reset(bucketWith({ [key]: content }));
const onMachine = ({ folder }: { folder: string }) => existsSync(join(folder, "terraform.tfstate"));

it("begins on this machine where there is nothing yet", async () => {
  inBucket(undefined);
  expect(await locateState(bootstrap())).toBe("machine");
});

it("begins on this machine where there is not even a bucket", async () => {
  account.reset(() => ({ status: 404, body: "<Error><Code>NoSuchBucket</Code></Error>" }));
  expect(await locateState(bootstrap())).toBe("machine");
});

it("goes on with what a killed run left on this machine", async () => {
  inBucket(undefined);
  const here = bootstrap();
  write(here, "terraform.tfstate", whole);
  expect(await locateState(here)).toBe("machine");
  expect(onMachine(here)).toBe(true);
});

it("works in the bucket once the state is there", async () => {
  inBucket(whole);
  expect(await locateState(bootstrap())).toBe("bucket");
});

it("removes the copy of a run that was killed after the move, when the bucket knows all that it knew", async () => {
  inBucket(whole);
  const here = bootstrap();
  write(here, "terraform.tfstate", state("aws_kms_key.B key"));
  expect(await locateState(here)).toBe("bucket");
  expect(onMachine(here)).toBe(false);
});

it("takes an empty file for no state", async () => {
  inBucket(undefined);
  const here = bootstrap();
  writeFileSync(join(here.folder, "terraform.tfstate"), "");
  expect(readLocalState(here)).toBeUndefined();
});

it("chooses between two states only where one holds the other", async () => {
  inBucket(whole);
  const here = bootstrap();
  write(here, "terraform.tfstate", state("aws_kms_key.B other", "aws_kms_alias.C alias"));
  await expect(locateState(here)).rejects.toThrow(
    new UserError(
      `There are two states of the bootstrap of account 123456789012, begun independently of each other:
  - s3://mlplatform-state-123456789012/mlplatform/bootstrap/terraform.tfstate, which the account goes by
  - ${relative(root, join(here.folder, "terraform.tfstate"))}, which an earlier run on this machine left unfinished
Only the second knows aws_kms_key.B, aws_kms_alias.C. Move it away, then run this again: what exists and the first does not know is adopted. Nothing was changed.`,
    ),
  );
  expect(onMachine(here)).toBe(true);
});
