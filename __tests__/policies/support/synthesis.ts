// The stacks of an environment and of its account, synthesized as main.ts and bootstrap.ts do, and read from the files.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import type { Environment } from "../../../src/environments";
import { repository } from "../../../src/environments/repository";
import { buildStacks } from "../../../stacks";
import { BootstrapStack } from "../../../stacks/bootstrap";

export type Attributes = Readonly<Record<string, unknown>>;

export interface StackJson {
  /** Type -> logical id -> arguments. */
  readonly resource: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** Stack name -> its JSON. */
export type Synthesis = Readonly<Record<string, StackJson>>;

/** @param accountWide all environments of the account, for the bootstrap; empty if there is no bootstrap */
export function synthesize(environment: Environment, accountWide: readonly Environment[]): Synthesis {
  return inFolder((outdir) => {
    const app = new App({ outdir });
    buildStacks(app, environment);
    const [first, ...others] = accountWide;
    if (first) new BootstrapStack(app, "bootstrap", { environments: [first, ...others], repository });
    app.synth();
  });
}

function inFolder(action: (folder: string) => void): Synthesis {
  const folder = mkdtempSync(join(tmpdir(), "synthesis-"));
  try {
    action(folder);
    const stacks = join(folder, "stacks");
    const read = (stack: string) => JSON.parse(readFileSync(join(stacks, stack, "cdk.tf.json"), "utf8")) as StackJson;
    return Object.fromEntries(readdirSync(stacks).map((stack) => [stack, read(stack)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
