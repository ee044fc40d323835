import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { manifestsOf } from '../../server/src/manifest/manifest.ts';
import { checkSchema } from '../../server/src/schema/check.ts';
import { type Minor, minors } from '../../server/src/schema/minor.ts';
import { schemaRules } from '../../server/src/schema/ruleIds.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { applyEdits } from '../support/edits.ts';
import { fc } from '../support/fastCheck.ts';

const texts = schemaRules.flatMap(({ bad, good }) => [bad, good]);
const scraps = [
  '',
  ':',
  '- ',
  '{}',
  '[]',
  'null',
  '&a ',
  '*a',
  '"',
  "'",
  '|\n',
  '#',
  '\t',
  '-1',
  '1e400',
  '\u2028',
  '<<: ',
  `\${${'X'}}`,
];

/** A text from the examples with a scrap written over some of it. */
const broken = fc
  .record({
    text: fc.constantFrom(...texts),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(40),
    scrap: fc.constantFrom(...scraps),
    minor: fc.constantFrom(...minors),
    isPatch: fc.boolean(),
  })
  .map(({ text, at, length, scrap, minor, isPatch }) => {
    const start = Math.floor(at * text.length);
    return { text: text.slice(0, start) + scrap + text.slice(start + length), minor, isPatch };
  });

/** Each repair that is offered changes something, and its edits do not overlap. */
function checkFixes({ text, minor, isPatch }: { text: string; minor: Minor; isPatch: boolean }): void {
  for (const manifest of manifestsOf(parseDocument(text))) {
    for (const fix of checkSchema(manifest, { minor, isPatch }).flatMap((problem) => problem.fixes?.() ?? [])) {
      const edits = [...fix.edits].sort((a, b) => a.start - b.start);
      for (const [index, edit] of edits.entries())
        assert.ok(edit.start <= edit.end && edit.start >= (edits[index - 1]?.end ?? 0), fix.title);
      assert.notEqual(applyEdits(text, edits), text, fix.title);
    }
  }
}

describe('any text', () => {
  test('is checked without failing, and every place lies in it', () => {
    fc.assert(
      fc.property(broken, ({ text, minor, isPatch }) => {
        for (const manifest of manifestsOf(parseDocument(text))) {
          for (const { range, message } of checkSchema(manifest, { minor, isPatch })) {
            assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length, message);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('is checked where a mapping or a list is a text of blanks that are none to YAML', () => {
    const set = 'apiVersion: apps/v1\nkind: StatefulSet\nspec:';
    for (const text of [`${set} \u00a0\n`, `${set}\n  volumeClaimTemplates: [{spec: {accessModes: \ufeff}}]\n`]) {
      const [manifest] = manifestsOf(parseDocument(text));
      const rules = checkSchema(manifest!, { minor: '1.37', isPatch: false }).map(({ rule }) => rule);
      assert.ok(rules.includes('wrong-type'));
    }
  });

  test('is repaired by edits that do not overlap', () => {
    fc.assert(
      fc.property(broken, (input) => {
        checkFixes(input);
      }),
      { numRuns: 800 },
    );
  });
});
