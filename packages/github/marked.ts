// How a program finds its own comments and issues again: an invisible first line in their text, and their author.
import { UserError } from "../errors";

/** GitHub's limit for the text of a comment or an issue. */
export const bodyLimit = 65_536;

/** A text that belongs to one comment or issue. */
export interface MarkedText {
  /** An HTML comment. The text is found again by beginning with it. */
  readonly marker: string;
  readonly text: string;
}

/** The text with its marker. One that GitHub would refuse is refused here. */
export function marked({ marker, text }: MarkedText): string {
  const body = text.startsWith(marker) ? text : `${marker}\n${text}`;
  if (body.length > bodyLimit) {
    const [length, limit] = [body.length, bodyLimit].map((number) => number.toLocaleString("en-US"));
    throw new UserError(`The text for ${marker} has ${length} characters; GitHub takes ${limit}. Nothing was written.`);
  }
  return body;
}

export interface Authored {
  readonly body?: string | null | undefined;
  readonly user?: { readonly login: string } | null | undefined;
}

/** Others may quote a text, marker included: only what the token's own user wrote is ours to change. */
export function isOurs(marker: string, author: string) {
  return ({ body, user }: Authored): boolean => user?.login === author && (body ?? "").startsWith(marker);
}

/** Who writes with the GITHUB_TOKEN of a workflow. */
export const workflowAuthor = "github-actions[bot]";
