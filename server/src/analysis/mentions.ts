import { Memory } from '../base/memory.ts';
import { Reads } from '../base/reads.ts';
import { ReadDocument } from '../yaml/parse.ts';
import type { YamlDocument } from '../yaml/tree.ts';

/**
 * Whether one of some words may stand in a document, as a key, in a value or anywhere else. A false answer is certain, and
 * found without a look at the tree.
 */
export function mayMention(document: YamlDocument, words: readonly string[]): boolean {
  const found = mentionsIn(document);
  if (found.isOtherwise) return true;
  for (const word of words) if (found.known.get(word) ?? look(document, found, word)) return true;
  return false;
}

function look({ text }: YamlDocument, found: Mentions, word: string): boolean {
  const isThere = text.includes(word);
  if (word.length <= longestWord) note(found, word, isThere);
  return isThere;
}

/** Of longer ones it is not remembered whether they are there. */
const longestWord = 40;

/**
 * Takes what is known of a document along to the one that an edit made of it: a word that comes lies where it was edited.
 * One that went may still be there.
 */
export function carryMentions(before: YamlDocument, now: YamlDocument): void {
  const old = mentions.get(before);
  const part = editedPart(before, now);
  if (!old || old.isOtherwise || !part) return;
  const text = now.text.slice(Math.max(0, part.start - longestWord), part.end + longestWord);
  const isOtherwise = now.tree.extras.tags.size > 0 || text.includes('\\');
  const carried: Mentions = { known: old.known, reads: old.reads, isOwn: false, isOtherwise };
  for (const [word, isThere] of old.known) if (!isThere && text.includes(word)) note(carried, word, true);
  mentions.set(now, carried);
}

function note(found: Mentions, word: string, isThere: boolean): void {
  if (!found.isOwn) {
    found.known = new Map(found.known);
    found.reads = undefined;
    found.isOwn = true;
  }
  found.known.set(word, isThere);
}

/** What was looked at to see that a document does not mention some words: the same for all words, so that it is asked once. */
export function readsOfMentions(document: YamlDocument): Reads {
  const found = mentionsIn(document);
  if (!found.reads) {
    const reads = new Reads();
    reads.addQuestion({ ask: knownWords, answer: found.known });
    found.reads = new Reads();
    found.reads.addPart(reads);
  }
  return found.reads;
}

/** The same so long as no word has come; undefined where any may be there. */
function knownWords(document: YamlDocument): Mentions['known'] | undefined {
  const { known, isOtherwise } = mentionsIn(document);
  return isOtherwise ? undefined : known;
}

/** What of the text of a document is not in that of which it came by an edit; undefined where that is not known. */
function editedPart(before: YamlDocument, now: YamlDocument): { start: number; end: number } | undefined {
  if (!(before instanceof ReadDocument && now instanceof ReadDocument)) return undefined;
  const scalar = now.retypedScalar(before);
  if (scalar !== undefined) return { start: now.tree.start(scalar), end: now.tree.end(scalar) };
  const change = now.editedSince(before);
  return change && { start: change.start, end: change.newEnd };
}

interface Mentions {
  /** What was looked for: a document may hold thousands of objects. */
  known: Map<string, boolean>;
  reads: Reads | undefined;
  /** Whether no other document has the same ones. */
  isOwn: boolean;
  /** Whether some of the text reads otherwise than it is written. */
  readonly isOtherwise: boolean;
}

const mentions = new Memory<YamlDocument, Mentions>();

function mentionsIn(document: YamlDocument): Mentions {
  let found = mentions.get(document);
  if (!found) {
    const { text, tree } = document;
    found = {
      known: new Map(),
      reads: undefined,
      isOwn: true,
      isOtherwise: tree.extras.tags.size > 0 || text.includes('\\'),
    };
    mentions.set(document, found);
  }
  return found;
}
