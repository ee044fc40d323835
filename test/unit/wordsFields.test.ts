import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import kubernetes from '../../schemas/kubernetes.json' with { type: 'json' };

const folder = new URL('../../schemas/overlay/words/', import.meta.url);
const concepts = new URL('../../docs/concepts/', import.meta.url);

interface Shape {
  readonly ref?: string;
  readonly items?: Shape;
  readonly values?: Shape;
  readonly enum?: readonly string[];
}
type Fields = Readonly<Record<string, Shape>>;
const types = kubernetes.types as unknown as Readonly<Record<string, { readonly fields?: Fields }>>;

type Entry = Readonly<Record<string, unknown>>;
interface Word {
  readonly where: string;
  readonly type: string;
  readonly field: string;
  readonly entry: Entry;
}

const files = readdirSync(folder).sort();
const all: readonly Word[] = files.flatMap(readWords);
const byField = new Map(all.map((word) => [`${word.type} ${word.field}`, word]));
const topics = new Set(readdirSync(concepts).map((file) => file.replace(/\.md$/, '')));

test('a field has its words in one place', () => {
  assert.ok(all.length > 0);
  assert.equal(byField.size, all.length);
  const typesOfFiles = files.flatMap((file) => Object.keys(readJson(file)));
  assert.equal(new Set(typesOfFiles).size, typesOfFiles.length);
});

test('what may change is a sentence of its own in a hover', () => {
  const words = ['yes', 'no', 'with-restart'];
  const begins = /^(?:can be|cannot be|only|written by|may grow,|the request may) /;
  for (const { where, entry } of all) {
    const mutable = entry.mutable as string | undefined;
    assert.ok(mutable === undefined || words.includes(mutable) || begins.test(mutable), `${where}: ${mutable}`);
  }
});

test('words belong to fields that Kubernetes has', () => {
  for (const word of all) assert.ok(fieldsOf(word.type)[word.field], word.where);
});

test('every field that can stand in a manifest has words', () => {
  const missing = reachableTypes().flatMap((type) =>
    Object.keys(fieldsOf(type))
      .filter((field) => !byField.has(`${type} ${field}`))
      .map((field) => `${type}.${field}`),
  );
  assert.deepEqual(missing, []);
});

test('an entry has only the known keys, all of them texts', () => {
  for (const { where, entry } of all) {
    for (const [key, value] of Object.entries(entry)) {
      assert.ok(
        ['short', 'more', 'default', 'mutable', 'topic', 'see', 'values', 'entries'].includes(key),
        `${where}: ${key}`,
      );
      const texts = key === 'values' || key === 'entries' ? Object.values(value as Entry) : [value];
      for (const item of texts) {
        assert.ok(typeof item === 'string' && item !== '' && item === item.trim(), `${where}: ${key}`);
        assert.doesNotMatch(item, /\n| {2}/, `${where}: ${key}`);
        assert.equal((item.split('`').length - 1) % 2, 0, `${where}: ${key} has an open code span`);
      }
    }
  }
});

test('short words are a fragment of at most 110 characters and 30 words', () => {
  for (const { where, entry } of all) {
    const short = String(entry.short);
    assert.ok(short.length <= 110, `${where}: ${short.length} characters`);
    assert.ok(short.split(' ').length <= 30, where);
    assert.doesNotMatch(short, /[.!?]$/, where);
    assert.doesNotMatch(short, /[.!?] [A-Z]/, `${where}: more than one sentence`);
  }
});

test('short words say more than the name of the field', () => {
  for (const { where, field, entry } of all) {
    const name = new Set(field.split(/(?=[A-Z])/).map((part) => part.toLowerCase()));
    const fillers = new Set(['the', 'a', 'an', 'of', 'for', 'this', 'its', 'field', 'value', 'is', 'to']);
    const rest = String(entry.short)
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '' && !name.has(word) && !fillers.has(word));
    assert.ok(rest.length > 0, where);
  }
});

test('more words are one to three whole sentences that do not repeat the short ones', () => {
  for (const { where, entry } of all) {
    const more = entry.more;
    if (more === undefined) continue;
    const sentences = String(more).split(/(?<=[.!?])\s+(?=[A-Z`0-9])/);
    assert.ok(sentences.length <= 3, `${where}: ${sentences.length} sentences`);
    for (const sentence of sentences) {
      assert.match(sentence, /[.!?]$/, where);
      assert.ok(sentence.split(' ').length <= 40, `${where}: ${sentence}`);
    }
    assert.ok(!String(more).includes(String(entry.short)), where);
  }
});

test('defaults, values and what can change are fragments', () => {
  for (const { where, entry } of all) {
    const named = [entry.values, entry.entries].flatMap((table) => Object.values((table ?? {}) as Entry));
    const fragments = [entry.default, entry.mutable, ...named];
    for (const fragment of fragments.filter((item) => item !== undefined)) {
      assert.doesNotMatch(String(fragment), /[.!?]$/, where);
    }
  }
});

test('topics exist', () => {
  const used = new Set<string>();
  for (const { where, entry } of all) {
    const page = entry.topic ?? entry.see;
    if (page === undefined) continue;
    assert.ok(topics.has(String(page)), `${where}: ${page}`);
    assert.ok(entry.topic === undefined || entry.see === undefined, `${where}: one page`);
    if (entry.topic !== undefined) used.add(String(entry.topic));
  }
  for (const topic of ['statefulset', 'headless-service', 'volume-claim', 'access-modes', 'rolling-updates']) {
    assert.ok(used.has(topic), `no field leads to ${topic}`);
  }
});

test('every value of an enum has words, and no other', () => {
  let enums = 0;
  for (const { where, type, field, entry } of all) {
    const shape = fieldsOf(type)[field]!;
    const values = shape.enum ?? shape.items?.enum;
    if (values === undefined) continue;
    assert.deepEqual(Object.keys((entry.values ?? {}) as Entry).sort(), [...values].sort(), where);
    enums++;
  }
  assert.ok(enums >= 40);
});

test('what the server lets change in a StatefulSet is said of each field of its spec', () => {
  const expected: Readonly<Record<string, RegExp>> = {
    minReadySeconds: /^yes$/,
    ordinals: /^yes$/,
    persistentVolumeClaimRetentionPolicy: /^yes$/,
    podManagementPolicy: /^no$/,
    replicas: /^yes$/,
    revisionHistoryLimit: /1\.33/,
    selector: /^no$/,
    serviceName: /^no$/,
    template: /^with-restart$/,
    updateStrategy: /^yes$/,
    volumeClaimTemplates: /^no$/,
  };
  const type = 'apps.v1.StatefulSetSpec';
  assert.deepEqual(Object.keys(fieldsOf(type)).sort(), Object.keys(expected).sort());
  for (const [field, pattern] of Object.entries(expected)) {
    assert.match(String(byField.get(`${type} ${field}`)!.entry.mutable), pattern, field);
  }
});

test('a change can be made, cannot, replaces the Pods, or is described', () => {
  for (const { where, entry } of all) {
    const mutable = entry.mutable;
    if (mutable === undefined) continue;
    assert.match(String(mutable), /^(yes|no|with-restart|written by the cluster|.{15,})$/, where);
  }
});

function readJson(file: string): Readonly<Record<string, Readonly<Record<string, Entry>>>> {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
}

function readWords(file: string): readonly Word[] {
  return Object.entries(readJson(file)).flatMap(([type, fields]) =>
    Object.entries(fields).map(([field, entry]) => ({ where: `${file}: ${type}.${field}`, type, field, entry })),
  );
}

function fieldsOf(type: string): Fields {
  return types[type]?.fields ?? {};
}

/** Types that a manifest can hold: all but the status of Pods and debugging containers, which no template may have. */
function reachableTypes(): readonly string[] {
  const left = new Set(['core.v1.PodStatus', 'core.v1.EphemeralContainer']);
  const reached = new Set<string>();
  const open = [...kubernetes.roots];
  for (let type = open.pop(); type !== undefined; type = open.pop()) {
    if (reached.has(type) || left.has(type)) continue;
    reached.add(type);
    for (const shape of Object.values(fieldsOf(type))) {
      for (const ref of [shape.ref, shape.items?.ref, shape.values?.ref]) if (ref !== undefined) open.push(ref);
    }
  }
  return [...reached];
}
