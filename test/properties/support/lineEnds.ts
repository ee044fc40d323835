import assert from 'node:assert/strict';
import { fileRange } from '../../../server/src/analysis/snapshot.ts';
import { neverCancelled } from '../../../server/src/base/cancellation.ts';
import { codeActions, fixAll } from '../../../server/src/features/codeActions.ts';
import { complete } from '../../../server/src/features/completion/completion.ts';
import { effectiveManifests } from '../../../server/src/features/effective.ts';
import { documentSymbols } from '../../../server/src/features/symbols.ts';
import { SourceText } from '../../../server/src/text/sourceText.ts';
import { YamlStream } from '../../../server/src/yaml/stream.ts';
import { maskTemplate } from '../../../server/src/yaml/template.ts';
import { applyEdits } from '../../support/edits.ts';
import { hostWith, uri } from './analysis.ts';
import type { Case, Property } from './property.ts';
import { Random } from './random.ts';
import { applyEdit, randomEdit } from './texts.ts';

/**
 * Kubernetes' reader takes any of its line ends for one, and passes over a mark of byte order: which of them a document has
 * changes nothing but that.
 */
export function lineEndsProperty(seeds: readonly string[]): Property {
  return {
    name: 'a text with other line ends or a mark of byte order is checked and repaired alike',
    make: (random) => {
      let text = random.pick(seeds);
      for (let count = random.below(3); count > 0; count--) text = applyEdit(text, randomEdit(random, text, seeds));
      // Files are split into documents where a line feed stands.
      text = text.replaceAll(/\r\n|[\r\x85\u2028\u2029\ufeff]/g, '\n').replaceAll('---', '--');
      return { text, edits: [], seed: random.below(2 ** 31) };
    },
    check: isAlike,
  };
}

function isAlike({ text, seed }: Case): number {
  const offset = new Random(seed).below(text.length + 1);
  const expected = outcomeOf(text, offset, (at) => at);
  let compared = 0;
  for (const spelling of spellingsFor(text)) {
    const { mark = '', lineEnd = '\n' } = spelling;
    const other = mark + text.replaceAll('\n', lineEnd);
    const toOther = placesIn(text, mark.length, lineEnd.length);
    const toText = new Map(toOther.map((at, before) => [at, before]));
    // In front of a mark and within a line end is no place of the text.
    const outcome = outcomeOf(other, toOther[offset]!, (at) => toText.get(at) ?? toText.get(at + 1)!);
    for (const [what, made] of Object.entries(outcome)) {
      assert.deepEqual(made, expected[what], `${what} with ${JSON.stringify(spelling)}`);
      compared++;
    }
  }
  return compared;
}

interface Spelling {
  readonly mark?: string;
  readonly lineEnd?: string;
}

function spellingsFor(text: string): readonly Spelling[] {
  const documents = YamlStream.parse(new SourceText(maskTemplate(text))).documents;
  const isSound = documents.every(({ problems }) => problems.length === 0);
  const usual: readonly Spelling[] = [{ lineEnd: '\r' }, { lineEnd: '\r\n' }, { mark: '\ufeff' }];
  // What is meant by a broken text is only guessed, by more of it than where its lines end.
  return isSound ? [...usual, { lineEnd: '\x85' }] : usual;
}

/** Where each place of a text is behind a mark and with line ends of some length. */
function placesIn(text: string, markLength: number, lineEndLength: number): number[] {
  const places = [markLength];
  for (const character of text.split('')) places.push(places.at(-1)! + (character === '\n' ? lineEndLength : 1));
  return places;
}

/** What is found in a text and made of it, with line feeds, and places as `toText` says. */
function outcomeOf(text: string, offset: number, toText: (at: number) => number): Record<string, unknown> {
  const host = hostWith(text);
  const snapshot = host.snapshot();
  const problems = snapshot.problems(uri);
  const fixes = problems.map((found) => {
    const { actions } = codeActions(snapshot, uri, fileRange(found), neverCancelled);
    return actions.map(({ title, edits }) => [title, withLineFeeds(applyEdits(text, edits))]);
  });
  const all = fixAll(snapshot, uri, neverCancelled);
  return {
    problems: problems.map((found) => {
      const { start, end } = fileRange(found);
      const { rule, severity, message, field } = found.problem;
      return [rule, severity, withLineFeeds(message), field, toText(start), toText(end)];
    }),
    fixes,
    fixAll: all && withLineFeeds(applyEdits(text, all.edits)),
    symbols: documentSymbols(snapshot, uri, neverCancelled).map(({ name, range }) => [
      withLineFeeds(name),
      toText(range.start),
    ]),
    completion: complete(snapshot, uri, offset, neverCancelled).items.map(({ label, replace }) => [
      label,
      toText(replace.start),
      toText(replace.end),
    ]),
    effective: withLineFeeds(effectiveManifests(snapshot, uri, neverCancelled) ?? ''),
  };
}

/** The text with line feeds and without a mark; one more of them stands in front of a new document where the line feed was missing. */
function withLineFeeds(text: string): string {
  const fed = text
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n|[\r\x85]/g, '\n')
    .replaceAll(/\\r\\n|\\r|\\u0085/g, '\\n');
  return fed.replace(/\n+---\n/, '\n---\n');
}
