// A bootstrap in its own folder, for an account whose responses the test defines.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AccountBootstrap, accountBootstrap } from "../../../cli/bootstrap/account-bootstrap";
import type { Deployment } from "../../../cli/deploy/deployment";
import type { State } from "../../../packages/terraform/state";
import type { Answer, Received } from "../../lambda-src/support/aws-stub";
import { environment } from "../../support/environments";
import { scratch } from "../../support/scratch";

export const bucket = "mlplatform-state-123456789012";
export const key = "mlplatform/bootstrap/terraform.tfstate";

export function bootstrap(): AccountBootstrap {
  const folder = scratch();
  const aws = { region: "us-east-1", endpoint: process.env.AWS_ENDPOINT_URL, forcePathStyle: true };
  const deployment = {
    environment: environment("dev", { account: "123456789012" }),
    aws,
    variables: {},
    log: join(folder, "log"),
    again: "npm run bootstrap -- dev",
  } as unknown as Deployment;
  return { ...accountBootstrap(deployment), folder };
}

export function state(...things: readonly string[]): State {
  const resources = things.map((thing) => {
    const [address, id] = thing.split(" ");
    const [type, name] = address!.split(".");
    return { mode: "managed", type: type!, name: name!, instances: [{ attributes: { id } }] };
  });
  return { resources };
}

export function write({ folder }: AccountBootstrap, file: string, content: unknown): void {
  writeFileSync(join(folder, file), JSON.stringify(content));
}

/** S3's responses for a bucket with these objects, by key prefix. */
export function bucketWith(objects: Readonly<Record<string, unknown>>): (request: Received) => Answer {
  return ({ url }) => {
    const { pathname, searchParams } = new URL(url, "http://s3");
    const prefix = searchParams.get("prefix");
    const wanted = prefix ?? pathname.slice(`/${bucket}/`.length);
    const content = objects[wanted];
    if (prefix === null) return content === undefined ? noSuchKey : { body: JSON.stringify(content) };
    const entry = content === undefined ? "" : `<Contents><Key>${wanted}</Key></Contents>`;
    return { body: `<ListBucketResult>${entry}</ListBucketResult>` };
  };
}

const noSuchKey = { status: 404, body: "<Error><Code>NoSuchKey</Code></Error>" };
