import assert from 'node:assert/strict';
import type { OpenFile } from '../../../server/src/analysis/snapshot.ts';
import { createService } from '../../../server/src/service.ts';
import { YamlStream } from '../../../server/src/yaml/stream.ts';
import { told } from '../../support/told.ts';
import { plainDocument } from './analysis.ts';
import type { Case, Property } from './property.ts';
import { Random } from './random.ts';
import { applyEdit, type Edit, randomEdit, randomText } from './texts.ts';

/** What a chart or a script writes: files that are like one another, which `statefulset check` reads and checks together. */
export function likeFilesProperty(seeds: readonly string[]): Property {
  return {
    name: 'in files that are like one another the same is found as in each alone',
    make: (random) => likeTexts(random, seeds),
    check: isFoundAlone,
  };
}

/** Each edit makes another text of the same one. */
function likeTexts(random: Random, seeds: readonly string[]): Case {
  const text = random.isOneIn(8) ? randomText(random, seeds) : random.pick(seeds);
  const values = valuesOf(text);
  const edits: Edit[] = [];
  for (let count = 2 + random.below(5); count > 0; count--) {
    const value = values.length > 0 && !random.isOneIn(8) ? random.pick(values) : undefined;
    if (value === undefined) edits.push(randomEdit(random, text, seeds));
    else edits.push({ ...value, newText: otherWord(random, text, values) });
  }
  return { text, edits, seed: random.below(2 ** 31) };
}

/** Where the values stand with which lines end. */
function valuesOf(text: string): Omit<Edit, 'newText'>[] {
  return Array.from(text.matchAll(/(?<=[:-] )[^\s#][^\n\r]*/g), ({ index, 0: value }) => ({
    start: index,
    end: index + value.length,
  }));
}

/** What the schema or rules look for, or the value of another field. */
function otherWord(random: Random, text: string, values: readonly Omit<Edit, 'newText'>[]): string {
  if (random.isOneIn(2)) return random.pick(words);
  const { start, end } = random.pick(values);
  return text.slice(start, end);
}

const words: readonly string[] = [
  'web',
  'data',
  'x',
  'a_b',
  'Default',
  'default',
  '0',
  '-1',
  '99999',
  '1.5',
  'true',
].concat(
  ['null', '~', '""', '"web"', "'web'", '10Gi', '1Ti', '100m', 'v1', 'apps/v1', 'StatefulSet', 'Service', 'None'],
  [
    'Always',
    'OnDelete',
    'ReadWriteMany',
    'Block',
    '/data',
    'nginx:1.27',
    'postgres:17',
    'web-0.web',
    `n${'n'.repeat(80)}`,
  ],
  ['web-0.wbe.default.svc', 'kubernetes.io/hostname', '25%', 'http', '8080', '{}', '[]', 'a: b', 'standard', '$(HOME)'],
);

function isFoundAlone({ text, edits, seed }: Case): number {
  const random = new Random(seed);
  const texts = [text, ...edits.map((edit) => applyEdit(text, edit))];
  // Several edits at once, and copies.
  texts.push(edits.reduce(applyEdit, text), text, random.pick(texts));
  const host = createService(random.isOneIn(2) ? () => true : () => false);
  const files = texts.map((content, at) => host.readFile(`file:///w/${at % 3}/${at}.yaml`, content));
  host.setIndexComplete(true);
  const known = new Set(Array.from(host.allObjects(), (object) => JSON.stringify(object)));
  const snapshot = host.snapshot();
  for (const file of files) {
    const alone: OpenFile = { ...file, stream: YamlStream.parse(file.text) };
    assert.deepEqual(file.stream.documents.map(plainDocument), alone.stream.documents.map(plainDocument));
    for (const object of objectsAlone(file.uri, file.text.text)) assert.ok(known.has(object), object);
    assert.deepEqual(told(snapshot.problemsOnce(file)), told(snapshot.problemsOf(alone)), file.text.text);
  }
  return files.length;
}

/** What other files can ask about one that is read by itself. */
function objectsAlone(uri: string, text: string): readonly string[] {
  const host = createService();
  host.readFile(uri, text);
  return Array.from(host.allObjects(), (object) => JSON.stringify(object));
}
