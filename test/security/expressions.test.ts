import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { check } from 'recheck';
import { script } from '../../server/src/preview/page/script.ts';
import { type Expression, expressionsOfScripts } from '../support/expressions.ts';
import { patienceMs } from '../support/patience.ts';

// Whoever writes a manifest chooses the texts that these expressions read: none may take longer than its text is long.
const root = join(import.meta.dirname, '../..');

test('the collector finds literals, constructions and what cannot be read', () => {
  const text = [
    'const a = 4 / 2 / 1;',
    'const b = /[/]b/g.test("/x/") && /c/i;',
    'const c = new RegExp("d+", "u");',
    'const d = globalThis.RegExp(String(a));',
    '// /not one/',
  ].join('\n');
  const { expressions, unreadable } = expressionsOfScripts(new Map([['x.ts', text]]));
  assert.deepEqual(expressions, [
    { place: 'x.ts:2', source: '[/]b', flags: 'g' },
    { place: 'x.ts:2', source: 'c', flags: 'i' },
    { place: 'x.ts:3', source: 'd+', flags: 'u' },
  ]);
  assert.deepEqual(unreadable, ['x.ts:4']);
});

test('the checker knows a slow expression from a fast one', async () => {
  assert.match(String(await complaint({ place: 'x', source: '^(a+)+$', flags: '' })), /exponential/);
  assert.match(String(await complaint({ place: 'x', source: '\\s+$', flags: '' })), /2nd degree polynomial/);
  assert.equal(await complaint({ place: 'x', source: '^a+$', flags: '' }), undefined);
});

test('no expression of the server, the client and the page can be made slow', async () => {
  const files = globSync('{server,client}/src/**/*.ts', { cwd: root });
  const scripts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const { expressions, unreadable } = expressionsOfScripts(scripts.set('page.js', script));
  assert.deepEqual(unreadable, [], 'an expression that is put together cannot be checked: write it as a literal');
  assert.ok(expressions.length > 100, `only ${expressions.length} expressions were found`);
  assert.deepEqual(await complaints(expressions), []);
});

async function complaints(expressions: readonly Expression[]): Promise<string[]> {
  const once = new Map(expressions.map((each) => [`/${each.source}/${each.flags}`, each]));
  const found = await Promise.all([...once.values()].map(complaint));
  return found.filter((text) => text !== undefined);
}

/**
 * What is wrong with an expression; undefined for one whose time grows as its text does. It is judged by the characters
 * that it reads: by its time, any expression is slow on a busy machine.
 */
async function complaint({ place, source, flags }: Expression): Promise<string | undefined> {
  const result = await check(source, flags, { timeout: patienceMs, attackTimeout: null });
  if (result.status === 'safe') return undefined;
  const why =
    result.status === 'vulnerable' ? `${result.complexity.summary}, as for ${result.attack.pattern}` : 'unknown';
  return `${place}: /${source}/${flags}: ${why}`;
}
