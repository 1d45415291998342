// The stacks of an environment, made as main.ts makes them.
import { Testing } from "cdktf";
import type { Environment } from "../../src/environments";
import { consumersIn } from "../../src/pipeline/network-consumers";
import { NetworkStack } from "../../stacks/network";
import { StorageStack } from "../../stacks/storage";
import { Template } from "./template";

export function networkTemplate(environment: Environment): Template {
  return Template.of(new NetworkStack(Testing.app(), "network", { environment, consumers: consumersIn(environment) }));
}

export function storageTemplate(environment: Environment): Template {
  return Template.of(new StorageStack(Testing.app(), "storage", { environment }));
}
