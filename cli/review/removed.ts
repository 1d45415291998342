// Adds to the comment the stacks that left the code but still exist, with the command that destroys them.
import { describeRemoved } from "../deploy/removed-stacks";

/** @param removed stacks that are deployed but not synthesized */
export function withRemoved(markdown: string, environment: string, removed: readonly string[]): string {
  if (removed.length === 0) return markdown;
  const sentence = describeRemoved(environment, removed).replace(/npm run .*$/, (command) => `\`${command}\``);
  return `${markdown.trimEnd()}\n\n🔵 ${sentence}\n`;
}
