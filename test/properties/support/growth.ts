import assert from 'node:assert/strict';
import { processorMsOf } from '../../support/processorTime.ts';
import { askEverything, hostWith, problemsOf, uri } from './analysis.ts';
import type { Case, Property } from './property.ts';
import type { Random } from './random.ts';
import { applyEdit } from './texts.ts';

/** Any part of a text may stand in it many times, as generators write it: four times as many take about four times as long. */
export function growthProperty(seeds: readonly string[]): Property {
  return {
    name: 'what stands in a text many times takes time that grows as the text does',
    make: (random) => repeatedPart(random, random.pick(seeds)),
    check: growsAlike,
  };
}

/** The edit writes the part that is repeated. */
function repeatedPart(random: Random, text: string): Case {
  const from = random.below(text.length);
  const isLines = !random.isOneIn(3);
  const start = isLines ? lineStart(text, from) : from;
  let end = start;
  if (isLines)
    for (let lines = 1 + random.below(12); lines > 0 && end < text.length; lines--) end = nextLine(text, end);
  else end = Math.min(text.length, start + 1 + random.below(60));
  const newText = text.slice(start, end);
  const at = random.isOneIn(4) ? random.below(text.length + 1) : end;
  return { text, edits: [{ start: at, end: at, newText }], seed: random.below(2 ** 31) };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

const few = 300;
const many = 1_200;
/** So many times as long may the many take: what grows with the square takes 16 times, and a busy machine makes it more or less. */
const most = 12;
/** What takes no longer than this (ms) needs no comparison. */
const negligibleMs = 400;

function growsAlike({ text, edits }: Case): number {
  const [edit] = edits;
  if (!edit || edit.newText === '') return 0;
  const repeated = (times: number) => applyEdit(text, { ...edit, newText: edit.newText.repeat(times) });
  const [short, long] = [repeated(few), repeated(many)] as const;
  // Memory may be cleared up meanwhile.
  for (let attempt = 0; ; attempt++) {
    const longMs = processorMsOf(() => answersOf(long));
    if (longMs < negligibleMs) return 1;
    const shortMs = processorMsOf(() => answersOf(short));
    if (longMs / shortMs < most) return 1;
    assert.ok(attempt < 4, `${Math.round(longMs)} ms for ${many} times, ${Math.round(shortMs)} ms for ${few} times`);
  }
}

/** Everything about a text, and about the same after a key. */
function answersOf(text: string): void {
  const host = hostWith(text);
  askEverything(host, text.length >> 1);
  host.edit(uri, 2, [{ start: text.length, end: text.length, newText: 'x' }]);
  problemsOf(host);
}
