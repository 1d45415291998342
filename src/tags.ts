// Every resource that can be tagged says which construct made it: a resource that no state knows can then be found again.
import { Aspects, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { tagKeys } from "../contracts/tags";

interface Taggable {
  tags: Record<string, string> | undefined;
  readonly tagsInput?: Record<string, string>;
}

/** Tags all resources below a stack, also those that are added later. */
export function tagWithConstructPath(stack: IConstruct): void {
  Aspects.of(stack).add({
    visit(construct) {
      if (isTaggable(construct))
        construct.tags = { ...construct.tagsInput, [tagKeys.constructPath]: construct.node.path };
    },
  });
}

/** The provider's bindings have `tagsAll` beside `tags` where the service itself takes tags. */
function isTaggable(construct: IConstruct): construct is IConstruct & Taggable {
  return TerraformResource.isTerraformResource(construct) && "tagsAll" in construct;
}
