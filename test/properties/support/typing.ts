import assert from 'node:assert/strict';
import { defaultSettings, type Settings } from '../../../server/src/analysis/settings.ts';
import { applyEdits } from '../../support/edits.ts';
import { openWorkspace, uriOf } from '../../support/workspace.ts';
import { problemsOf, uri } from './analysis.ts';
import type { Case, Property } from './property.ts';
import { Random } from './random.ts';
import { applyEdit, type Edit, randomEdit } from './texts.ts';

/**
 * Somebody types in good texts, key by key, while another file, the settings and the version change: after each key there
 * are the problems that a fresh reading of everything finds. Most of what was found before a key is taken over by the
 * check after it, so this is where a thing would show that was taken over and should not have been.
 */
export function typingProperty(seeds: readonly string[]): Property {
  return {
    name: 'what is typed is checked as if it had always been there',
    make: (random) => typedCase(random, seeds),
    check: (input) => sameProblems(input, seeds),
  };
}

function typedCase(random: Random, seeds: readonly string[]): Case {
  const text = random.isOneIn(3) ? `${random.pick(seeds)}\n---\n${random.pick(seeds)}` : random.pick(seeds);
  const edits: Edit[] = [];
  let current = text;
  for (let bursts = 1 + random.below(4); bursts > 0; bursts--) {
    for (const edit of burst(random, current)) {
      edits.push(edit);
      current = applyEdit(current, edit);
    }
  }
  return { text, edits, seed: random.below(2 ** 31) };
}

const typed = [
  '1',
  '42',
  'x',
  '-a',
  ':8',
  '.5',
  'Gi',
  ' ',
  ' # c',
  '\n',
  '\n  ',
  '\n      a: b',
  'name: a',
  '"',
  '- ',
  'é',
];

/** A few keys one behind the other, often taken away again, at the end of a line or within a word. */
function burst(random: Random, text: string): Edit[] {
  const place = random.below(text.length + 1);
  const lineEnd = text.indexOf('\n', place);
  const at = random.isOneIn(3) || lineEnd < 0 ? place : lineEnd;
  const keys = [...random.pick(typed)];
  const edits = keys.map((newText, i) => ({ start: at + i, end: at + i, newText }));
  if (random.isOneIn(2)) return edits;
  return [
    ...edits,
    ...keys.map((_, i) => ({ start: at + keys.length - 1 - i, end: at + keys.length - i, newText: '' })),
  ];
}

const settings: readonly Settings[] = [
  defaultSettings,
  { ...defaultSettings, kubernetesVersion: '1.29' },
  { ...defaultSettings, platform: 'eks', rules: { 'default-written': 'hint' } },
];

function sameProblems({ text, edits, seed }: Case, seeds: readonly string[]): number {
  const random = new Random(seed);
  let other = random.pick(seeds);
  let chosen = settings[0]!;
  const host = openWorkspace({ 'main.yaml': text, 'other.yaml': other }, chosen);
  problemsOf(host);
  let current = text;
  let checks = 0;
  for (const [step, edit] of edits.entries()) {
    current = applyEdits(current, [edit]);
    host.edit(uri, step + 2, [edit]);
    if (random.isOneIn(8)) {
      const change = randomEdit(random, other, seeds);
      other = applyEdit(other, change);
      host.open(uriOf('other.yaml'), step + 2, other);
    }
    if (random.isOneIn(10)) {
      chosen = random.pick(settings);
      host.configure(chosen);
    }
    // Several keys may come before somebody asks.
    if (random.isOneIn(4)) continue;
    const fresh = openWorkspace({ 'main.yaml': current, 'other.yaml': other }, chosen);
    assert.deepEqual(problemsOf(host), problemsOf(fresh), `problems after ${JSON.stringify(edit)}`);
    checks++;
  }
  return checks;
}
