import fs from 'node:fs';
import path from 'node:path';
import { longDocument, manyDocuments, manyFindings, serviceDocument, setDocument, shortDocument } from './manifests.ts';

/** A file that is typed in. */
export interface Sample {
  readonly name: string;
  readonly text: string;
  /** The document that is typed in, alone. */
  readonly document: string;
  /** Another file that is open: the set's Service, where the text has no room for it. */
  readonly beside?: string;
  /** How many findings the text has; most have none, as what people write and keep. */
  readonly findings: number;
  /** What is measured. */
  readonly actions: readonly Action[];
}

/**
 * The example that people see first, files of more and more documents, documents of more and more lines, and a file with
 * as many findings as objects.
 */
export function samples(): readonly Sample[] {
  const example = fs.readFileSync(path.join(import.meta.dirname, '../examples/mysql.yaml'), 'utf8');
  const silent = { findings: 0, actions };
  const everywhere = { findings: 0, actions: [...actions, ...actionsElsewhere] };
  const alone = { ...silent, beside: serviceDocument(0) };
  const many = (count: number) => ({ text: manyDocuments(count), document: setDocument(Math.floor(count / 4)) });
  const one = (text: string) => ({ text, document: text });
  return [
    { ...everywhere, name: 'example', text: example, document: example.split('---\n')[1]! },
    { ...alone, name: '1 document', ...one(setDocument(0)) },
    { ...everywhere, name: '10 documents', ...many(10) },
    { ...silent, name: '100 documents', ...many(100) },
    { ...everywhere, name: '1000 documents', ...many(1000) },
    {
      name: '1000 findings',
      text: manyFindings(1000),
      document: setDocument(500),
      findings: 1000,
      actions: [keystroke],
    },
    { ...alone, name: '10 lines', ...one(shortDocument()) },
    { ...alone, ...everywhere, name: '300 lines', ...one(longDocument(300)) },
    { ...alone, name: '5000 lines', ...one(longDocument(5000)) },
  ];
}

/** What is asked for after a key. */
export type Question = 'diagnostics' | 'completion' | 'hover' | 'symbols' | 'inlay hints';

/** Something that is measured: `before` stands there already, `key` is typed and taken away in turn. */
export interface Action {
  readonly name: string;
  readonly before: string;
  readonly key: string;
  readonly question: Question;
  /** Text of the document behind which is typed, elsewhere than behind the replicas; in this process alone. */
  readonly behind?: string;
}

const keystroke: Action = { name: 'keystroke to diagnostics', before: '', key: '1', question: 'diagnostics' };

/** Each is from the key to the answer, so the edit's own cost is in it. */
const actions: readonly Action[] = [
  keystroke,
  { name: 'half-typed line to diagnostics', before: '', key: '\n  half', question: 'diagnostics' },
  { name: 'completion', before: '\n  r', key: 'e', question: 'completion' },
  { name: 'hover', before: '', key: '1', question: 'hover' },
  { name: 'symbols', before: '', key: '1', question: 'symbols' },
  { name: 'inlay hints', before: '', key: '1', question: 'inlay hints' },
];

const actionsElsewhere: readonly Action[] = [
  { behind: 'image: ', name: 'keystroke in an image', before: '', key: 'x', question: 'diagnostics' },
  { behind: 'mountPath: /', name: 'keystroke in a path', before: '', key: 'x', question: 'diagnostics' },
  { behind: 'replicas: 3', name: 'keystroke in a comment', before: ' # w', key: 'x', question: 'diagnostics' },
  {
    behind: '      labels:\n        app: ',
    name: 'keystroke in a label',
    before: '',
    key: 'x',
    question: 'diagnostics',
  },
  {
    behind: 'containers:\n',
    name: 'half-typed container',
    before: '',
    key: '        - half\n',
    question: 'diagnostics',
  },
  { behind: 'image: ', name: 'open quote', before: '', key: '"', question: 'diagnostics' },
];

/** Where a sample is typed in: behind `replicas: 3`, if the action does not say otherwise. Throws where it has no such text. */
export function offsetOf({ name, text, document }: Sample, { name: action, behind = 'replicas: 3' }: Action): number {
  const [start, within] = [text.indexOf(document), document.indexOf(behind)];
  if (start < 0) throw new Error(`${name}: the text does not hold the document that is typed in`);
  if (within < 0) throw new Error(`${name}: ${action}: the document has no ${JSON.stringify(behind)}`);
  return start + within + behind.length;
}

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
export function typist(sample: Sample, action: Action, apply: (edit: Edit) => void): Typist {
  const { before, key } = action;
  const offset = offsetOf(sample, action);
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
