// A value without what a producer put into it. A consumer that is planned before its producer is applied sees the
// producer's old outputs; afterwards, only the places with these outputs may differ.
import { byText, canonical, isObject } from "./json";

/** A shorter text would match by chance. */
const shortest = 4;

/** Replaces an output's value with the output's name, as a whole value or as part of a longer text. */
export function placeholders(outputs: Readonly<Record<string, unknown>>): (value: unknown) => unknown {
  const whole = new Map<string, string>();
  const texts = new Map<string, string>();
  for (const name of Object.keys(outputs).sort()) {
    const value = outputs[name];
    if (isObject(value) || Array.isArray(value)) set(whole, canonical(value), `\${${name}}`);
    for (const item of Array.isArray(value) ? value : [value]) {
      if (typeof item === "string" && item.length >= shortest) set(texts, item, `\${${name}}`);
    }
  }
  // The longest first: a bucket's name is part of its ARN.
  const found = [...texts.keys()].sort((a, b) => b.length - a.length || byText(a, b)).map(escaped);
  const pattern = found.length > 0 ? new RegExp(found.join("|"), "g") : undefined;
  const replace = (value: unknown): unknown => {
    if (typeof value === "string") return pattern ? value.replace(pattern, (text) => texts.get(text)!) : value;
    if (!Array.isArray(value) && !isObject(value)) return value;
    const output = whole.get(canonical(value));
    if (output !== undefined) return output;
    if (Array.isArray(value)) return value.map(replace);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replace(item)]));
  };
  return replace;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** Two outputs may have the same value; the first by name represents both. */
function set(map: Map<string, string>, value: string, name: string): void {
  if (!map.has(value)) map.set(value, name);
}
