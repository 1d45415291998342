// A bootstrap in a folder of its own, whose account is a stand-in that the test speaks for.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Place } from "../../../cli/bootstrap/place";
import type { State } from "../../../cli/bootstrap/states";
import { environment } from "../../support/environments";

export const bucket = "mlplatform-state-123456789012";
export const key = "mlplatform/bootstrap/terraform.tfstate";

export function place(): Place {
  const folder = mkdtempSync(join(tmpdir(), "bootstrap-test-"));
  mkdirSync(folder, { recursive: true });
  const aws = { region: "us-east-1", endpoint: process.env.AWS_ENDPOINT_URL, forcePathStyle: true };
  const deployment = { environment: environment("dev", { accountIds: ["123456789012"] }), folder, aws, variables: {} };
  return { deployment, account: "123456789012", bucket, key, folder, log: join(folder, "log"), variables: {} };
}

export function state(...things: readonly string[]): State {
  const resources = things.map((thing) => {
    const [address, id] = thing.split(" ");
    const [type, name] = address!.split(".");
    return { mode: "managed", type: type!, name: name!, instances: [{ attributes: { id } }] };
  });
  return { resources };
}

export function write({ folder }: Place, file: string, content: unknown): void {
  writeFileSync(join(folder, file), JSON.stringify(content));
}

export const noSuchKey = { status: 404, body: "<Error><Code>NoSuchKey</Code></Error>" };
