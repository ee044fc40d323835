import assert from 'node:assert/strict';
import { indentNewLine } from '../../../server/src/features/indentation.ts';
import { isBreak, lineEndOf, nextLineOf } from '../../../server/src/text/textLines.ts';
import type { YamlStream } from '../../../server/src/yaml/stream.ts';
import { commentsOf } from '../../support/comments.ts';
import { applyEdits } from '../../support/edits.ts';
import { treeValue } from '../../support/yamlJson.ts';
import { hostWith, uri } from './analysis.ts';
import type { Case, Property } from './property.ts';
import { Random } from './random.ts';
import { applyEdit, randomText } from './texts.ts';

/** Somebody presses Enter: what is put on the new line spoils nothing, and is put there once. */
export function enterProperty(seeds: readonly string[]): Property {
  return {
    name: 'what Enter puts on a line changes nothing else',
    make: (random) => {
      let text = random.isOneIn(2) ? random.pick(seeds) : randomText(random, seeds);
      for (let count = 1 + random.below(6); count > 0; count--) text = withEnter(random, text);
      return { text, edits: [], seed: random.below(2 ** 31) };
    },
    check: isIndented,
  };
}

/** Enter at the end of a line, seldom elsewhere, and what editors put behind it by themselves: the blanks of that line. */
function withEnter(random: Random, text: string): string {
  const place = random.below(text.length + 1);
  const start = random.isOneIn(6) ? place : lineEndOf(text, place);
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const blanks = random.isOneIn(3) ? '' : /^ */.exec(line)![0];
  return applyEdit(text, { start, end: start, newText: `\n${blanks}${random.isOneIn(9) ? '  ' : ''}` });
}

/** At most so many lines of one text are tried. */
const mostLines = 40;

function isIndented({ text, seed }: Case): number {
  const tabSize = new Random(seed).pick([2, 2, 4]);
  const { stream } = hostWith(text).openFile(uri)!;
  // What is no YAML yet is not formatted.
  if ([...stream].some(({ document }) => document.isTemplate || document.unread)) return 0;
  let checks = 0;
  for (const { start, end } of blankLines(text).slice(0, mostLines)) {
    const edits = indentNewLine(hostWith(text).openFile(uri)!, end, { tabSize });
    for (const edit of edits) {
      assert.ok(start <= edit.start && edit.end <= end, `only the line is changed: ${JSON.stringify(edit)}`);
      assert.match(edit.newText, /^ *(?:- )?$/);
    }
    if (edits.length > 0) assertSame(text, edits, tabSize);
    checks += edits.length;
  }
  return checks;
}

function assertSame(text: string, edits: ReturnType<typeof indentNewLine>, tabSize: number): void {
  const [edit] = edits;
  const after = applyEdits(text, edits);
  const [before, now] = [text, after].map((each) => hostWith(each).openFile(uri)!) as [File, File];
  const again = indentNewLine(now, edit!.start + edit!.newText.length, { tabSize });
  assert.deepEqual(again, [], `a second time, in\n${after}`);
  const faults = [before, now].map(({ stream }) => faultsOf(stream)) as [number, number];
  assert.ok(faults[1] <= faults[0], `${faults[1]} faults where ${faults[0]} were, in\n${after}`);
  if (faults[0] > 0) return;
  assert.deepEqual(commentsOf(after), commentsOf(text), `comments of\n${after}`);
  const [values, valuesNow] = [before, now].map(({ stream }) => valuesOf(stream)) as [unknown[], unknown[]];
  const withoutNew = edit!.newText.endsWith('- ') ? withoutNothing : (value: unknown) => value;
  assert.deepEqual(valuesNow.map(withoutNew), values.map(withoutNew), `values of\n${after}`);
}

type File = NonNullable<ReturnType<ReturnType<typeof hostWith>['openFile']>>;

function faultsOf({ documents }: YamlStream): number {
  return documents.reduce((sum, { problems }) => sum + problems.length, 0);
}

function valuesOf({ documents }: YamlStream): unknown[] {
  return documents.map(({ tree }) => treeValue(tree));
}

/** A value without the items of its lists that are null: a dash with nothing behind it is one. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNothing);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutNothing(inner)]));
}

/** The lines with nothing but blanks. */
function blankLines(text: string): { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let start = 0; ; start = nextLineOf(text, start)) {
    const end = lineEndOf(text, start);
    if (/^[ \t]*$/.test(text.slice(start, end))) found.push({ start, end });
    if (end === text.length || !isBreak(text.charCodeAt(end))) return found;
  }
}
