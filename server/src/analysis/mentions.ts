import { memoize } from '../base/memoize.ts';
import type { YamlDocument } from '../yaml/tree.ts';

/**
 * Whether one of some words may stand in a document, as a key, in a value or anywhere else. A false answer is certain, and
 * found without a look at the tree.
 */
export function mayMention(document: YamlDocument, words: readonly string[]): boolean {
  const { known, isOtherwise } = mentionsIn(document);
  if (isOtherwise) return true;
  const { text } = document;
  return words.some((word) => {
    let isThere = known.get(word);
    if (isThere === undefined) {
      isThere = text.includes(word);
      known.set(word, isThere);
    }
    return isThere;
  });
}

/** What was looked for, since a document may hold thousands of objects; and whether some of it reads otherwise than it is written. */
const mentionsIn = memoize(({ text, tree }: YamlDocument) => ({
  known: new Map<string, boolean>(),
  isOtherwise: tree.extras.tags.size > 0 || text.includes('\\'),
}));
