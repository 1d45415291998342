// Puts other people's text on one line, with all characters visible.

/** Characters that are invisible, or that reverse the order of others, are shown by their code. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) =>
    character === "\n" ? "\\n" : character === "\t" ? "\\t" : `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}
