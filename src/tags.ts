// Tags every taggable resource with the construct that created it, to find resources that are missing from the state.
import { Aspects, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { tagKeys } from "../contracts/tags";

interface Taggable {
  tags: Record<string, string> | undefined;
  readonly tagsInput?: Record<string, string>;
}

/** Tags all resources below a stack, including those that are added later. */
export function tagWithConstructPath(stack: IConstruct): void {
  Aspects.of(stack).add({
    visit(construct) {
      if (isTaggable(construct))
        construct.tags = { ...construct.tagsInput, [tagKeys.constructPath]: construct.node.path };
    },
  });
}

/** The provider's bindings have `tagsAll` in addition to `tags` where the service itself supports tags. */
function isTaggable(construct: IConstruct): construct is IConstruct & Taggable {
  return TerraformResource.isTerraformResource(construct) && "tagsAll" in construct;
}
