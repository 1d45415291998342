// How SDK clients of this process reach the current account: through the usual variables and files of AWS.
import type { Agent } from "node:https";

export interface AwsSettings {
  readonly region: string;
  /** @default AWS's own */
  readonly endpoint?: string;
  /** @default the SDK's own search: variables, profile, role of the machine */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly requestHandler?: { readonly httpsAgent: Agent };
  readonly forcePathStyle?: boolean;
}

/**
 * Settings for any SDK client. Under `npm run local --` they lead to the local AWS, where one host serves all buckets.
 */
export function awsSettings(region: string): AwsSettings {
  const endpoint = process.env.AWS_ENDPOINT_URL;
  return endpoint ? { region, endpoint, forcePathStyle: true } : { region };
}
