import assert from 'node:assert/strict';
import { editDocument } from '../../../server/src/yaml/editDocument.ts';
import { parseDocument } from '../../../server/src/yaml/parse.ts';
import { plainDocument } from './analysis.ts';
import type { Case, Property } from './property.ts';
import type { Random } from './random.ts';
import { applyEdit, type Edit, randomEdit, randomText } from './texts.ts';

/** Readings of one document go on from each other, many edits long: most of what is reused was reused before. */
export function readingProperty(seeds: readonly string[]): Property {
  return {
    name: 'a document read around its edits is as one read anew',
    make: (random) => typedIn(random, seeds),
    check: isAsReadAnew,
  };
}

/** A text and edits, half of them near the one before. */
function typedIn(random: Random, seeds: readonly string[]): Case {
  const text = random.isOneIn(2) ? random.pick(seeds) : randomText(random, seeds);
  const edits = [];
  let current = text;
  let last = 0;
  for (let count = 1 + random.below(16); count > 0; count--) {
    const edit = random.isOneIn(3) ? bracketAt(random, current) : nearby(random, current, { last, seeds });
    last = edit.start;
    edits.push(edit);
    current = applyEdit(current, edit);
  }
  return { text, edits, seed: random.below(2 ** 31) };
}

/** What opens something, or closes what was opened far above, put in or taken away. */
function bracketAt(random: Random, text: string): Edit {
  const places = [...text.matchAll(/["'[\]{}|]/g)].map(({ index }) => index);
  if (places.length > 0 && random.isOneIn(2)) {
    const start = random.pick(places);
    return { start, end: start + 1, newText: '' };
  }
  const start = random.below(text.length + 1);
  return { start, end: start, newText: random.pick(['"', "'", '[', ']', '{', '}', ': "', '- [', '|\n', '"\n']) };
}

/** An edit of any kind, half of the time near the last one. */
function nearby(random: Random, text: string, { last, seeds }: { last: number; seeds: readonly string[] }): Edit {
  const edit = randomEdit(random, text, seeds);
  if (random.isOneIn(2)) return edit;
  const start = Math.min(Math.max(0, last - 20 + random.below(60)), text.length);
  return { start, end: start + Math.min(edit.end - edit.start, 8), newText: edit.newText };
}

function isAsReadAnew({ text, edits }: Case): number {
  let document = parseDocument(text);
  for (const [at, edit] of edits.entries()) {
    const start = Math.min(edit.start, document.text.length);
    const oldEnd = Math.max(start, Math.min(edit.end, document.text.length));
    const change = { start, oldEnd, newEnd: start + edit.newText.length };
    const after = applyEdit(document.text, edit);
    // What is wrong is not always asked for, and then what is known of it is not there for the next edit.
    if (at % 3 !== 0) assert.ok(document.problems);
    document = editDocument(document, change, after);
    assert.deepEqual(plainDocument(document), plainDocument(parseDocument(after)), `after ${JSON.stringify(edit)}`);
  }
  return edits.length;
}
