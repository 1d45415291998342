// Finds the word that was probably meant, for "did you mean …?".

/** The only candidate with this prefix, or else the one with the fewest typing errors; undefined if none is close. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const begun = word.length > 1 ? [...candidates].filter((candidate) => candidate.startsWith(word)) : [];
  if (begun.length === 1) return begun[0];
  let best: { readonly candidate: string; readonly slips: number } | undefined;
  for (const candidate of candidates) {
    const slips = distance(word.toLowerCase(), candidate.toLowerCase());
    if (!best || slips < best.slips) best = { candidate, slips };
  }
  // Up to a third of a word may be wrong; beyond that it is another word.
  return best && best.slips <= Math.max(1, Math.floor(word.length / 3)) ? best.candidate : undefined;
}

/** Damerau-Levenshtein (optimal string alignment): letters added, left out, replaced, or swapped with the next. */
function distance(left: string, right: string): number {
  let [before, previous] = [[] as number[], Array.from({ length: right.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const replaced = left[row - 1] === right[column - 1] ? 0 : 1;
      const choices = [current[column - 1]! + 1, previous[column]! + 1, previous[column - 1]! + replaced];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped && row > 1 && column > 1) choices.push(before[column - 2]! + 1);
      current.push(Math.min(...choices));
    }
    [before, previous] = [previous, current];
  }
  return previous[right.length]!;
}
