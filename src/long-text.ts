// cdktf searches the rest of a text once for every token in it. For a state machine's definition, 45,000 characters
// with thirty references, that is a quarter of the time of a synth. Here each token is replaced where it occurs.
import { Lazy } from "cdktf";

/** The token that cdktf puts into a text for a value that is known only later. */
const token = /\$\{TfToken\[[^\]]*\]\}/g;

/** The same text, resolved in one pass. */
export function longText(text: string): string {
  return Lazy.stringValue({
    produce: (context) => text.replace(token, (found) => String(context.resolve(found))),
  });
}
