import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { cursorAt } from '../../server/src/features/completion/cursor/cursor.ts';
import type { Cursor } from '../../server/src/features/completion/cursor/places.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { YamlStream } from '../../server/src/yaml/stream.ts';
import {
  NO_NODE,
  type NodeId,
  NodeKind,
  NodeStyle,
  type YamlDocument,
  type YamlTree,
} from '../../server/src/yaml/tree.ts';

const example = readFileSync(new URL('../../examples/mysql.yaml', import.meta.url), 'utf8');
const odd = `a: &anchor
  - one
  -   - two
      - 'three''s': [x, {y: z, "w": [v]}, 'u']
  - ? explicit
b: &map {c: d, e: [f, g], "h": "i"}
j:
- k: |
    not: a key
    - nor an item
  l: >-
    [ neither
  m: "n: o" # p: q
- r
<<: *map
"s t": !!str u
v: it's 5 o'clock # not "quoted
w: http://x.y:80/#z
x:
      y:
       - z
`;

type Path = readonly (string | number)[];

/** The steps to a node; for a key those to its value. */
function pathTo(tree: YamlTree, node: NodeId): Path {
  const parent = tree.parent(node);
  if (parent === NO_NODE) return [];
  const before: NodeId[] = [];
  for (let child = tree.firstChild(parent); child !== node; child = tree.nextSibling(child)) before.push(child);
  const isItem = tree.kind(parent) === NodeKind.sequence;
  const step = isItem ? before.length : tree.scalarText(isKey(tree, node) ? node : before.at(-1)!);
  return [...pathTo(tree, parent), step];
}

function isKey(tree: YamlTree, node: NodeId): boolean {
  const parent = tree.parent(node);
  if (parent === NO_NODE || tree.kind(parent) !== NodeKind.mapping) return false;
  let at = 0;
  for (let child = tree.firstChild(parent); child !== node; child = tree.nextSibling(child)) at++;
  return at % 2 === 0;
}

/** Plain and quoted scalars of one line. */
function* scalarsOf({ tree, text }: YamlDocument): Generator<NodeId> {
  const styles: readonly NodeStyle[] = [NodeStyle.plain, NodeStyle.singleQuoted, NodeStyle.doubleQuoted];
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) !== NodeKind.scalar || !styles.includes(tree.style(node))) continue;
    if (!text.slice(tree.start(node), tree.end(node)).includes('\n')) yield node;
  }
}

function cursorPath(cursor: Cursor, key: string | number | undefined): Path | undefined {
  if (cursor.kind === 'value') return cursor.path;
  if (cursor.kind === 'listItem') return [...cursor.path, cursor.index];
  return cursor.kind === 'key' && key !== undefined ? [...cursor.path, key] : undefined;
}

describe('a cursor on a scalar is where the tree says, and replaces all of it', () => {
  const texts: Readonly<Record<string, string>> = {
    'the example': example,
    'the example with carriage returns': example.replaceAll('\n', '\r\n'),
    'the example as JSON': JSON.stringify(
      { kind: 'List', items: [{ metadata: { name: 'a' }, spec: { list: ['b', 1, { c: null }] } }] },
      undefined,
      '\t',
    ),
    'odd YAML': odd,
  };
  for (const [title, text] of Object.entries(texts)) {
    test(title, () => {
      let count = 0;
      for (const { document } of YamlStream.parse(new SourceText(text))) {
        assert.deepEqual(document.problems, []);
        const { tree } = document;
        for (const node of scalarsOf(document)) {
          const [start, end] = [tree.start(node), tree.end(node)];
          const path = pathTo(tree, node);
          // The mark of an explicit key stands for a key without a colon.
          if (document.text.slice(0, start).endsWith('? ')) continue;
          for (const offset of new Set([start, start + 1, end])) {
            const cursor = cursorAt(document.text, offset);
            const place = JSON.stringify(document.text.slice(start - 12, end));
            assert.deepEqual(cursorPath(cursor, isKey(tree, node) ? path.at(-1) : undefined), path, place);
            assert.deepEqual('replace' in cursor && cursor.replace, { start, end }, place);
            count++;
          }
        }
      }
      assert.ok(count > 20);
    });
  }
});
