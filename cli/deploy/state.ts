// The Terraform state of an environment, as it lies in the state bucket of its account.
import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import { project, stateBucketName } from "../../src/naming";
import type { Deployment } from "./deployment";
import type { Stack } from "./synthesized";

/** The parts of a state file that are read here. */
export interface State {
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes?: Readonly<Record<string, unknown>> }[];
  }[];
}

type Place = Pick<Deployment, "environment" | "aws">;

export function stateBucketOf({ environment }: Pick<Deployment, "environment">): string {
  return stateBucketName(environment.account);
}

/** Where the S3 backend keeps the state of a stack in the workspace that bears the environment's name. */
export function stateKey({ environment }: Pick<Deployment, "environment">, stack: Stack): string {
  return `${project}/${environment.name}/${stack}/terraform.tfstate`;
}

/** Undefined where the stack was never initialized. */
export async function readState(deployment: Place, stack: Stack): Promise<State | undefined> {
  const text = await readStateObject(deployment, stateKey(deployment, stack));
  return text === undefined ? undefined : (JSON.parse(text) as State);
}

/** Number of resources that the state of a stack holds; 0 where it has no state. */
export async function resourcesInState(deployment: Place, stack: Stack): Promise<number> {
  const { resources = [] } = (await readState(deployment, stack)) ?? {};
  return resources.filter(({ mode }) => mode === "managed").reduce((sum, { instances }) => sum + instances.length, 0);
}

/** What lies in the same bucket with resources in it, but is no stack of this environment: `dev/network`, `bootstrap`. */
export async function otherStates(deployment: Place): Promise<readonly string[]> {
  const Bucket = stateBucketOf(deployment);
  const client = new S3Client(deployment.aws);
  const names: string[] = [];
  try {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: `${project}/` })) {
      for (const { Key } of Contents) {
        const name = /^[^/]+\/(.+)\/terraform\.tfstate$/.exec(Key!)?.[1];
        if (!name || name.startsWith(`${deployment.environment.name}/`)) continue;
        const { resources = [] } = JSON.parse((await readStateObject(deployment, Key!)) ?? "{}") as State;
        if (resources.some(({ mode, instances }) => mode === "managed" && instances.length > 0)) names.push(name);
      }
    }
  } catch (error) {
    if ((error as Error).name !== "NoSuchBucket") throw error;
  }
  return names;
}

/**
 * Text of an object of the state bucket, undefined where there is none, or no bucket. It is looked for by listing: a role
 * that may list its own environment alone is told "forbidden", not "absent", about an object that is not there.
 */
export async function readStateObject(deployment: Place, key: string): Promise<string | undefined> {
  const client = new S3Client(deployment.aws);
  const Bucket = stateBucketOf(deployment);
  try {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: key, MaxKeys: 1 }));
    if (Contents[0]?.Key !== key) return undefined;
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
    return await Body!.transformToString();
  } catch (error) {
    // Somebody may have removed it between the two calls.
    if (error instanceof NoSuchKey || (error as Error).name === "NoSuchBucket") return undefined;
    throw error;
  }
}
