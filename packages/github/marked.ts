// Finds our own comments and issues again, by an invisible first line in their text and by their author.
import { UserError } from "../errors";

/** GitHub's limit for the text of a comment or an issue. */
export const bodyLimit = 65_536;

/** The text of a comment or an issue that is found again by its marker. */
export interface MarkedText {
  /** An HTML comment. The text begins with it, which identifies it. */
  readonly marker: string;
  readonly text: string;
}

/** The text with its marker. Throws if GitHub would refuse it. */
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

/** Others may quote a text with its marker: only what the token's own user wrote is ours to change. */
export function isOurs(marker: string, author: string) {
  return ({ body, user }: Authored): boolean => user?.login === author && (body ?? "").startsWith(marker);
}

/** The user that writes with the GITHUB_TOKEN of a workflow. */
export const workflowAuthor = "github-actions[bot]";
