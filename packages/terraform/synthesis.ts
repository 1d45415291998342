// Reads the output of a CDKTF program once: its stacks in the order of deployment, and the resources of each.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../errors";

/** A resource as written in its stack's code. */
export interface SynthesizedResource {
  /** Terraform address, such as `aws_s3_bucket.Data_666C94C7`. */
  readonly address: string;
  readonly type: string;
  /** The construct's path, such as `storage/Data/Resource`. */
  readonly constructPath: string;
  /** Arguments as in the Terraform JSON. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Notes by cdktf and the program: the member `//`. */
  readonly notes: Readonly<Record<string, unknown>>;
}

/** `cdk.tf.json` */
export interface StackCode {
  readonly terraform?: Readonly<Record<string, unknown>>;
  readonly provider?: Readonly<Record<string, unknown>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

export const codeFile = "cdk.tf.json";

export class SynthesizedStack {
  /** The code as written, line by line. */
  readonly text: string;
  readonly code: StackCode;
  readonly resources: readonly SynthesizedResource[];
  /** Terraform address -> construct path. */
  readonly constructPaths: Readonly<Record<string, string>>;

  /**
   * @param folder where Terraform runs
   * @param dependencies the stacks whose outputs it reads
   */
  constructor(
    readonly name: string,
    readonly folder: string,
    readonly dependencies: readonly string[] = [],
  ) {
    this.text = readFileSync(join(folder, codeFile), "utf8");
    this.code = JSON.parse(this.text) as StackCode;
    this.resources = Object.entries(this.code.resource ?? {}).flatMap(([type, named]) =>
      Object.entries(named).map(([id, body]) => resourceOf(type, id, body)),
    );
    this.constructPaths = Object.fromEntries(
      this.resources.map(({ address, constructPath }) => [address, constructPath]),
    );
  }

  /** Without Terraform's own resources, which exist in no account. */
  get resourceCount(): number {
    return this.resources.filter(({ type }) => type !== "terraform_data").length;
  }
}

export class Synthesis {
  readonly names: readonly string[];

  /** @param stacks each after the ones it depends on */
  constructor(readonly stacks: readonly SynthesizedStack[]) {
    this.names = stacks.map(({ name }) => name);
  }

  stack(name: string): SynthesizedStack {
    const found = this.stacks.find((stack) => stack.name === name);
    if (found) return found;
    throw new UserError(`There is no stack ${name}. There are: ${this.names.join(", ")}.`);
  }

  has(name: string): boolean {
    return this.names.includes(name);
  }

  /** The named stacks and all their direct and indirect dependencies, in the order of deployment. */
  withProducers(names: readonly string[]): readonly string[] {
    const needed = new Set<string>();
    const visit = (name: string): void => {
      if (needed.has(name)) return;
      needed.add(name);
      this.stack(name).dependencies.forEach(visit);
    };
    names.forEach(visit);
    return this.names.filter((name) => needed.has(name));
  }
}

interface Manifest {
  readonly stacks: Readonly<
    Record<string, { readonly synthesizedStackPath: string; readonly dependencies: readonly string[] }>
  >;
}

/** @param folder the output folder of the program, which contains `manifest.json` */
export function readSynthesis(folder: string): Synthesis {
  const { stacks } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Manifest;
  const depth = (name: string): number => Math.max(0, ...stacks[name]!.dependencies.map((each) => 1 + depth(each)));
  // Stacks with the fewest dependencies first; the manifest is in alphabetical order.
  const names = Object.keys(stacks).sort((one, other) => depth(one) - depth(other) || (one < other ? -1 : 1));
  return new Synthesis(
    names.map((name) => {
      const { synthesizedStackPath, dependencies } = stacks[name]!;
      return new SynthesizedStack(name, join(folder, dirname(synthesizedStackPath)), dependencies);
    }),
  );
}

function resourceOf(type: string, id: string, body: Readonly<Record<string, unknown>>): SynthesizedResource {
  const { "//": notes = {}, ...values } = body as { "//"?: Record<string, unknown> };
  const address = `${type}.${id}`;
  const { metadata } = notes as { readonly metadata?: { readonly path?: string } };
  return { address, type, constructPath: metadata?.path ?? address, values, notes };
}
