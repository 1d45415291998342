// How we find our own comments and issues again: an invisible first line in their text, and their author.
import { UserError } from "../errors";

/** GitHub's limit for the text of a comment or an issue. */
export const bodyLimit = 65_536;

export type Kind = "review" | "drift";

export const marker = (kind: Kind, environment: string): string => `<!-- mlplatform-${kind}:${environment} -->`;

/** The text with its marker. One that GitHub would refuse is refused here, with what to do. */
export function marked(kind: Kind, environment: string, text: string): string {
  const first = marker(kind, environment);
  const body = text.startsWith(first) ? text : `${first}\n${text}`;
  if (body.length > bodyLimit) {
    const [length, limit] = [body.length, bodyLimit].map((number) => number.toLocaleString("en-US"));
    throw new UserError(
      `The text about ${environment} has ${length} characters; GitHub takes ${limit}. Nothing was written. \`npm run review\` makes texts that fit: was the file changed afterwards?`,
    );
  }
  return body;
}

export interface Authored {
  readonly body?: string | null | undefined;
  readonly user?: { readonly login: string } | null | undefined;
}

/** Others may quote our text, marker included: only what the token's own user wrote is ours to change. */
export function isOurs(kind: Kind, environment: string, author: string) {
  const first = marker(kind, environment);
  return ({ body, user }: Authored): boolean => user?.login === author && (body ?? "").startsWith(first);
}

/** Who writes with the GITHUB_TOKEN of a workflow. */
export const workflowAuthor = "github-actions[bot]";
