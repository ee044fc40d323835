import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse, parseAllDocuments } from 'yaml';
import kubernetes from '../../schemas/kubernetes.json' with { type: 'json' };
import { conditionNames, conditionsOf, generalPlace } from '../../server/src/features/hover/conditions.ts';
import { samplePolicies } from '../../server/src/features/hover/policies.ts';

const { sampleConditions } = (await import(new URL('../../scripts/texts.mjs', import.meta.url).href)) as {
  sampleConditions: readonly string[];
};
const folder = new URL('../../docs/concepts/', import.meta.url);

interface Page {
  readonly topic: string;
  readonly frontMatter: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly inShort: readonly string[];
  readonly more: string;
}

const pages = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .sort()
  .map((file) => readPage(file));
const topics = new Set(pages.map((page) => page.topic));

/** What the first chapter on StatefulSets asks about, in its words, and the page that answers. */
const chapter: Readonly<Record<string, string>> = {
  'stateful application': 'stateful-application',
  'sticky identity': 'sticky-identity',
  statefulset: 'statefulset',
  statefulsets: 'statefulset',
  manifest: 'statefulset',
  'key components': 'statefulset',
  'pod template': 'statefulset',
  service: 'headless-service',
  'headless service': 'headless-service',
  hostname: 'stable-network-identity',
  'network identifier': 'stable-network-identity',
  'when to use': 'when-to-use',
  'stable storage': 'persistent-storage',
  'persistent storage': 'persistent-storage',
  persistentvolume: 'persistent-storage',
  'types of persistent storage': 'persistent-storage',
  'block storage': 'block-storage',
  'file storage': 'file-storage',
  'object storage': 'object-storage',
  volumeclaimtemplates: 'volume-claim',
  'storage class': 'storage-class',
  'access modes': 'access-modes',
  'ordered deployment': 'ordered-deployment',
  scaling: 'ordered-deployment',
  'rolling updates': 'rolling-updates',
  quantities: 'quantities',
};

const placeholders = new Set([
  'set',
  'pods',
  'firstPod',
  'lastPod',
  'service',
  'namespace',
  'dnsName',
  'claims',
  'firstClaim',
  'replicas',
  'most',
  'lowestUpdated',
]);

test('every topic of the first chapter is found by its name or an alias', () => {
  for (const [word, topic] of Object.entries(chapter)) {
    const found = pages.filter((page) => names(page).includes(word)).map((page) => page.topic);
    assert.deepEqual(found, [topic], word);
  }
});

test('front matter is complete and holds nothing else', () => {
  for (const page of pages) {
    const keys = Object.keys(page.frontMatter);
    assert.deepEqual(keys, ['title', 'summary', 'aliases', 'related', 'docs'], page.topic);
    assert.ok(text(page, 'title').length > 0, page.topic);
    for (const list of ['aliases', 'related', 'docs']) {
      assert.ok(strings(page, list).length > 0, `${page.topic}: ${list} is empty`);
    }
  }
});

test('a summary is one plain sentence', () => {
  for (const page of pages) {
    const summary = text(page, 'summary');
    assert.ok(summary.length <= 140, `${page.topic}: ${summary.length} characters`);
    assert.match(summary, /^[A-Z].*[a-z0-9`]\.$/, page.topic);
    assert.doesNotMatch(summary, /[.!?] /, `${page.topic}: more than one sentence`);
    assert.ok(words(summary).length <= 30, `${page.topic}: too many words`);
  }
});

test('aliases belong to one page each', () => {
  const owners = new Map<string, string>();
  for (const page of pages) {
    for (const name of names(page)) {
      assert.equal(owners.get(name), undefined, `${page.topic} and ${owners.get(name)} both have "${name}"`);
      owners.set(name, page.topic);
    }
  }
});

test('related topics exist, and every page is reached from another one', () => {
  const reached = new Set<string>();
  for (const page of pages) {
    for (const topic of strings(page, 'related')) {
      assert.ok(topics.has(topic), `${page.topic}: no topic ${topic}`);
      assert.notEqual(topic, page.topic);
      reached.add(topic);
    }
  }
  assert.deepEqual([...topics].sort(), [...reached].sort());
});

test('links lead to kubernetes.io', () => {
  for (const page of pages) {
    for (const link of strings(page, 'docs')) {
      assert.match(link, /^https:\/\/kubernetes\.io\/docs\/[a-z0-9/-]+\/(#[a-z0-9-]+)?$/, page.topic);
    }
    assert.doesNotMatch(page.body, /https?:\/\//, `${page.topic}: link outside the front matter`);
  }
});

test('a page is a title, "In short" and "More" with what goes wrong at its end', () => {
  for (const page of pages) {
    const sections = headings(page.body);
    assert.equal(sections[0], `# ${text(page, 'title')}`, page.topic);
    const second = sections.filter((line) => line.startsWith('## '));
    assert.deepEqual(second, ['## In short', '## More'], page.topic);
    const last = sections.at(-1);
    assert.equal(last, '### What goes wrong', page.topic);
  }
});

test('a line of "In short" is one sentence or two, and asks for conditions that there are', () => {
  const known: ReadonlySet<string> = new Set(conditionNames);
  const used = new Set<string>();
  for (const page of pages) {
    for (const line of page.inShort) {
      const match = /^- (.*[.])(?: <!-- (when: .+|otherwise) -->)?$/.exec(line);
      assert.ok(match, `${page.topic}: ${line}`);
      assert.ok(match[1]!.length <= 138, `${page.topic}: ${match[1]!.length} characters: ${line}`);
      for (const name of match[2]?.startsWith('when: ') ? match[2].slice(6).split(', ') : []) {
        assert.ok(known.has(name), `${page.topic}: no condition ${name}`);
        used.add(name);
      }
    }
  }
  assert.deepEqual([...used].sort(), [...known].sort());
});

test('pages without a manifest show what holds of the sample', () => {
  assert.deepEqual([...sampleConditions].sort(), ['set', ...conditionsOf(samplePolicies), ...generalPlace].sort());
});

test('placeholders are known, in code spans, and only in "In short"', () => {
  const used = new Set<string>();
  for (const page of pages) {
    for (const line of page.inShort) {
      const spans = new Set([...line.matchAll(/`[^`]*`/g)].flatMap((span) => placeholdersIn(span[0])));
      for (const name of placeholdersIn(line)) {
        assert.ok(placeholders.has(name), `${page.topic}: {${name}}`);
        assert.ok(spans.has(name), `${page.topic}: {${name}} is outside a code span`);
        used.add(name);
      }
    }
    assert.deepEqual(placeholdersIn(page.more), [], page.topic);
    assert.deepEqual(placeholdersIn(text(page, 'summary')), [], page.topic);
  }
  assert.deepEqual([...used].sort(), [...placeholders].sort());
});

test('examples are valid YAML with fields that Kubernetes has', () => {
  let checked = 0;
  for (const page of pages) {
    for (const block of page.more.matchAll(/```yaml\n([\s\S]*?)```/g)) {
      for (const document of parseAllDocuments(block[1]!)) {
        assert.deepEqual(document.errors, [], page.topic);
        const unknown = unknownFields(document.toJS(), page.topic);
        assert.deepEqual(unknown, [], page.topic);
        checked++;
      }
    }
  }
  assert.ok(checked >= 10);
});

test('no code span runs over the end of a line', () => {
  for (const page of pages) {
    for (const line of page.body.replaceAll(/```[\s\S]*?```/g, '').split('\n')) {
      assert.equal((line.split('`').length - 1) % 2, 0, `${page.topic}: ${line}`);
    }
  }
});

test('pictures exist, are all shown, and are told in words', () => {
  const shown = pages.flatMap((page) => [...page.body.matchAll(/!\[(.*)\]\(images\/(.*)\)/g)]);
  for (const [line, words] of shown) assert.ok(words!.length > 20, `${line} says nothing to those who do not see it`);
  assert.deepEqual(shown.map(([, , file]) => file).sort(), readdirSync(new URL('images/', folder)).sort());
});

test('prose keeps to short sentences and leaves out filler', () => {
  for (const page of pages) {
    for (const sentence of page.inShort.flatMap((line) => line.split(/(?<=[.;:]) /))) {
      assert.ok(words(sentence).length <= 30, `${page.topic}: ${sentence}`);
    }
    assert.doesNotMatch(page.body, /\b(simply|basically|please|obviously|just a matter)\b/i, page.topic);
  }
});

function readPage(file: string): Page {
  const source = readFileSync(new URL(file, folder), 'utf8');
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source);
  assert.ok(parts, `${file} has no front matter`);
  const body = parts[2]!;
  const [, afterTitle = ''] = body.split('\n## In short\n');
  const [inShort = '', more = ''] = afterTitle.split('\n## More\n');
  return {
    topic: file.replace(/\.md$/, ''),
    frontMatter: parse(parts[1]!),
    body,
    inShort: inShort.trim().split('\n'),
    more,
  };
}

function names(page: Page): readonly string[] {
  const own = [page.topic, page.topic.replaceAll('-', ' '), ...strings(page, 'aliases')];
  return [...new Set(own.map((name) => name.toLowerCase()))];
}

function headings(body: string): readonly string[] {
  const prose = body.replaceAll(/```[\s\S]*?```/g, '');
  return prose.split('\n').filter((line) => /^#+ /.test(line));
}

function placeholdersIn(source: string): readonly string[] {
  return [...source.matchAll(/\{([A-Za-z]+)\}/g)].map((match) => match[1]!);
}

function text(page: Page, key: string): string {
  const value = page.frontMatter[key];
  assert.equal(typeof value, 'string', `${page.topic}: ${key}`);
  return value as string;
}

function strings(page: Page, key: string): readonly string[] {
  const value = page.frontMatter[key];
  assert.ok(
    Array.isArray(value) && value.every((item) => typeof item === 'string'),
    `${page.topic}: ${key} is not a list of words`,
  );
  return value;
}

function words(sentence: string): readonly string[] {
  return sentence.split(/\s+/).filter((word) => word !== '');
}

interface Shape {
  readonly ref?: string;
  readonly items?: Shape;
  readonly values?: Shape;
}
type Types = Readonly<Record<string, { readonly fields?: Readonly<Record<string, Shape>> }>>;

/** Field paths of an example that no type of the schema has. Fragments begin at the type that has all their keys. */
function unknownFields(example: unknown, topic: string): readonly string[] {
  const types = kubernetes.types as unknown as Types;
  if (!isMap(example)) return [`${topic}: not a map`];
  const roots =
    typeof example.kind === 'string'
      ? kubernetes.roots.filter((root) => root.endsWith(`.${example.kind}`))
      : Object.keys(types);
  const results = roots.map((root) => walk(example, { ref: root }, types, ''));
  return results.some((unknown) => unknown.length === 0) ? [] : [`${topic}: ${Object.keys(example).join(', ')}`];
}

function walk(value: unknown, shape: Shape, types: Types, path: string): readonly string[] {
  if (Array.isArray(value)) {
    return shape.items ? value.flatMap((item) => walk(item, shape.items!, types, `${path}[]`)) : [path];
  }
  if (!isMap(value)) return [];
  if (shape.values) return Object.values(value).flatMap((item) => walk(item, shape.values!, types, path));
  const fields = shape.ref === undefined ? undefined : types[shape.ref]?.fields;
  if (fields === undefined) return [path];
  return Object.entries(value).flatMap(([key, item]) => {
    const field = fields[key];
    return field ? walk(item, field, types, `${path}.${key}`) : [`${path}.${key}`];
  });
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
