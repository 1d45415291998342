// Adds stacks that left the code to the comment: they have no plan but still exist, so it names the command to destroy
// them.
import { describeRemoved } from "../deploy/removed-stacks";

/** @param removed stacks that are deployed but not synthesized */
export function withRemoved(markdown: string, environment: string, removed: readonly string[]): string {
  if (removed.length === 0) return markdown;
  const sentence = describeRemoved(environment, removed).replace(/npm run .*$/, (command) => `\`${command}\``);
  return `${markdown.trimEnd()}\n\n🔵 ${sentence}\n`;
}
