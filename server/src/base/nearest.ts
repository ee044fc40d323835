/** The second half of a message about a word that nobody knows, where another one was most likely meant. */
export function didYouMean(word: string): string {
  return `did you mean "${word}"?`;
}

/** Whoever looks for near names again and again leaves it at more candidates: each name is compared with all of them. */
export const mostCompared = 1000;

/**
 * The candidate that was most likely meant by `word`, or undefined when none is near enough.
 * Near: equal but for case, or an edit distance (with swaps of neighbours) of at most a third of the word's length. An empty
 * candidate is no word. `isMeant` is asked about those that are near, and leaves out more.
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  isMeant?: (candidate: string) => boolean,
): string | undefined {
  const lower = word.toLowerCase();
  let letters: number | undefined;
  const limit = Math.max(1, Math.min(3, Math.floor(Math.max(word.length, 3) / 3)));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (candidate === word || candidate === '' || Math.abs(candidate.length - word.length) > limit) continue;
    const other = candidate.toLowerCase();
    if (Math.abs(other.length - lower.length) >= bestDistance) continue;
    letters ??= lettersOf(lower);
    if (leastDistance(letters, lettersOf(other)) >= bestDistance) continue;
    const distance = other === lower ? 0 : editDistance(lower, other, bestDistance);
    if (distance < bestDistance && (isMeant === undefined || isMeant(candidate))) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** The characters that a word has, as a set of bits; several characters share one. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/** So many edits it takes at least, each of which can bring one letter and take away one. */
function leastDistance(letters: number, others: number): number {
  return Math.max(countBits(letters & ~others), countBits(others & ~letters));
}

function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}

/** Optimal string alignment distance of two words, or `limit` when it is at least that. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (!same && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, before[j - 2]! + 1);
      }
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least >= limit) return limit;
    before = previous;
    previous = row;
  }
  return Math.min(previous[b.length]!, limit);
}
