import fs from 'node:fs';
import path from 'node:path';
import { longDocument, manyDocuments, setDocument, shortDocument } from './manifests.ts';

/** A file that is typed in. */
export interface Sample {
  readonly name: string;
  readonly text: string;
  /** The document that is typed in, alone. */
  readonly document: string;
  /** Where keys are typed and taken away again: behind `replicas: 3`. */
  readonly offset: number;
}

/** The example that people see first, files of more and more documents, documents of more and more lines. */
export function samples(): readonly Sample[] {
  const example = fs.readFileSync(path.join(import.meta.dirname, '../examples/mysql.yaml'), 'utf8');
  const made = [
    { name: 'example', text: example, document: example.split('---\n')[1]! },
    ...[1, 10, 100, 1000].map((count) => ({
      name: count === 1 ? '1 document' : `${count} documents`,
      text: manyDocuments(count),
      document: setDocument(Math.floor(count / 2)),
    })),
    ...[shortDocument(), longDocument(300), longDocument(5000)].map((text, i) => ({
      name: `${[10, 300, 5000][i]} lines`,
      text,
      document: text,
    })),
  ];
  const typed = 'replicas: 3';
  return made.map((sample) => ({
    ...sample,
    offset: sample.text.indexOf(sample.document) + sample.document.indexOf(typed) + typed.length,
  }));
}

/** What is asked for after a key. */
export type Question = 'diagnostics' | 'completion' | 'hover' | 'symbols' | 'inlay hints';

/** Something that is measured: `before` stands there already, `key` is typed and taken away in turn. */
export interface Action {
  readonly name: string;
  readonly before: string;
  readonly key: string;
  readonly question: Question;
}

/** All actions. Each is from the key to the answer, so the edit's own cost is in it. */
export const actions: readonly Action[] = [
  { name: 'keystroke to diagnostics', before: '', key: '1', question: 'diagnostics' },
  { name: 'half-typed line to diagnostics', before: '', key: '\n  half', question: 'diagnostics' },
  { name: 'completion', before: '\n  r', key: 'e', question: 'completion' },
  { name: 'hover', before: '', key: '1', question: 'hover' },
  { name: 'symbols', before: '', key: '1', question: 'symbols' },
  { name: 'inlay hints', before: '', key: '1', question: 'inlay hints' },
];

/** How far before the place of typing the word lies that is hovered over. */
export const hoverDistance = 'cas: 3'.length;
/** Characters before and behind the place of typing that an editor shows, and asks inlay hints for. */
export const shownCharacters = 1000;

/** Types and takes away in turn. */
export interface Typist {
  /** Where the cursor is after the key. */
  key(): number;
}

/** One edit of a text, in offsets. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Puts `before` where the sample is typed in; then each `key()` gives `apply` the next edit. */
export function typist({ offset }: Sample, { before, key }: Action, apply: (edit: Edit) => void): Typist {
  if (before !== '') apply({ start: offset, end: offset, newText: before });
  const at = offset + before.length;
  let isIn = false;
  return {
    key: () => {
      apply(isIn ? { start: at, end: at + key.length, newText: '' } : { start: at, end: at, newText: key });
      isIn = !isIn;
      return isIn ? at + key.length : at;
    },
  };
}
