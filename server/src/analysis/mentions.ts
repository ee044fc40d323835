import { memoize } from '../base/memoize.ts';
import type { YamlDocument } from '../yaml/tree.ts';

/**
 * Whether one of some words may stand in a document, as a key, in a value or anywhere else. A false answer is certain, and
 * found without a look at the tree.
 */
export function mayMention(document: YamlDocument, words: readonly string[]): boolean {
  const { text } = document;
  if (readsOtherwise(document)) return true;
  const known = wordsIn(document);
  return words.some((word) => {
    let isThere = known.get(word);
    if (isThere === undefined) {
      isThere = text.includes(word);
      known.set(word, isThere);
    }
    return isThere;
  });
}

/** What is escaped or encoded reads otherwise than it is written. */
const readsOtherwise = memoize(({ text, tree }: YamlDocument) => tree.extras.tags.size > 0 || text.includes('\\'));

/** What was looked for; a document may hold thousands of objects. */
const wordsIn = memoize((_: YamlDocument) => new Map<string, boolean>());
