// Text of others on one line.

/** Characters that are invisible, or that reverse the order of others, are shown by their number. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) =>
    character === "\n" ? "\\n" : character === "\t" ? "\\t" : `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}
