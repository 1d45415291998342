// The stacks of an environment as Terraform JSON, built as in main.ts. Each is synthesized when a test first needs it.
import { type TerraformStack, Testing } from "cdktf";
import type { Environment } from "../../src/environments";
import { buildStacks } from "../../stacks";
import { shipped } from "./environments";
import { Template } from "./template";

export class StackTemplates {
  private readonly stacks: ReturnType<typeof buildStacks>;
  private readonly made = new Map<TerraformStack, Template>();

  constructor(environment: Environment) {
    this.stacks = buildStacks(Testing.app(), environment);
  }

  get network(): Template {
    return this.of(this.stacks.network);
  }

  get storage(): Template {
    return this.of(this.stacks.storage);
  }

  get retention(): Template {
    return this.of(this.stacks.retention);
  }

  get training(): Template {
    return this.of(this.stacks.training);
  }

  model(name = shipped): Template {
    return this.of(this.stacks.models[name]!);
  }

  /** All of them, by the id of the stack. */
  get all(): Readonly<Record<string, Template>> {
    return Object.fromEntries(this.every.map((stack) => [stack.node.id, this.of(stack)]));
  }

  private of(stack: TerraformStack): Template {
    // A stack has outputs for other stacks only after these have read them.
    if (this.made.size === 0) this.every.forEach((one) => one.prepareStack());
    const template = this.made.get(stack) ?? Template.of(stack);
    this.made.set(stack, template);
    return template;
  }

  private get every(): TerraformStack[] {
    const { models, ...shared } = this.stacks;
    return [...Object.values(shared), ...Object.values(models)];
  }
}

export function networkTemplate(environment: Environment): Template {
  return new StackTemplates(environment).network;
}

export function storageTemplate(environment: Environment): Template {
  return new StackTemplates(environment).storage;
}
