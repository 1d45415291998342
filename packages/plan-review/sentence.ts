// A sentence as data: which of its words are ours, which come from the plan, and which are emphasized. Renderers turn
// it into Markdown, terminal text or plain text; secrets are hidden, and long texts cut, only in what comes from the
// plan.

/** A plain text is ours. */
export type Phrase = string | Styled;
export type Sentence = readonly Phrase[];

export interface Styled {
  readonly style: "strong" | "code" | "plain";
  readonly text: string;
  /** The text after a change: shown as `text -> to`. */
  readonly to?: string;
  /**
   * From the plan's values, so it may contain a secret. Names from the code (stacks, addresses, attributes) may not.
   */
  readonly foreign?: boolean;
  /** The number of characters after which it is cut. @default never */
  readonly longest?: number;
}

type Part = Phrase | Sentence | undefined;

/** sentence`${strong("bucket")} ${quote(name)} is deleted` */
export function sentence(words: TemplateStringsArray, ...parts: readonly Part[]): Sentence {
  return words.flatMap((word, index) => [...(word === "" ? [] : [word]), ...phrases(parts[index])]);
}

export function joined(sentences: readonly Sentence[], separator: string): Sentence {
  return sentences.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}

export const strong = (text: string): Styled => ({ style: "strong", text });

/** A name from the code: an address, a path, an attribute. */
export const name = (text: string): Styled => ({ style: "code", text });

/** A name in running text. */
export const plainName = (text: string): Styled => ({ style: "plain", text });

/** A value of the plan. */
export const quote = (text: string, longest?: number): Styled => ({
  style: "code",
  text,
  foreign: true,
  ...(longest && { longest }),
});

export const change = (from: string, to: string, longest: number): Styled => ({ ...quote(from, longest), to });

/** The same words, all emphasized. */
export function emphasized(words: Sentence): Sentence {
  return words.map((phrase) => (typeof phrase === "string" ? strong(phrase) : { ...phrase, style: "strong" }));
}

/** Without any markup: for JSON, and for comparing. */
export function textOf(words: Sentence): string {
  return words.map((phrase) => (typeof phrase === "string" ? phrase : shown(phrase))).join("");
}

/** The text of a phrase, cut if it is too long. */
export function shown({ text, to, longest }: Styled): string {
  return [text, ...(to === undefined ? [] : [to])].map((side) => clipped(side, longest)).join(" -> ");
}

export function clipped(text: string, longest = Infinity): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest)}… (${text.length.toLocaleString("en-US")} characters)`;
}

function phrases(part: Part): Sentence {
  if (part === undefined) return [];
  return Array.isArray(part) ? (part as Sentence) : [part as Phrase];
}
