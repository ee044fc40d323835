import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

// Holds what docs/style.md says of doc comments against the sources.

const root = path.join(import.meta.dirname, '../..');

/** Exports whose shape is told once for their whole folder. */
const toldOnce: readonly { readonly file: RegExp; readonly name: RegExp }[] = [
  { file: /^server\/src\/rules\/[a-z-]+\/rule\.ts$/, name: /^rule$/ },
  { file: /^server\/src\/features\/completion\/values\//, name: /(Sources|Keys)$/ },
  { file: /^server\/src\/yaml\/parser\/characters\.ts$/, name: /^[A-Z_]+$/ },
];

test('every export has a doc comment', () => {
  const bare: string[] = [];
  let seen = 0;
  for (const file of [...sources('server/src'), ...sources('client/src')]) {
    const lines = fs.readFileSync(path.join(root, file), 'utf8').split('\n');
    for (const [at, { name, isFirst }] of exportsOf(lines)) {
      seen++;
      const isTold =
        lines[at - 1]?.trim().endsWith('*/') || toldOnce.some((one) => one.file.test(file) && one.name.test(name));
      if (isFirst && !isTold) bare.push(`${file}:${at + 1} ${name}`);
    }
  }
  assert.ok(seen > 1000, 'exports were read');
  assert.deepEqual(bare, []);
});

/** The exports of a file by their lines; of what has several declarations (overloads, a table and its type) the first. */
function exportsOf(lines: readonly string[]): Map<number, { readonly name: string; readonly isFirst: boolean }> {
  const found = new Map<number, { readonly name: string; readonly isFirst: boolean }>();
  const names = new Set<string>();
  for (const [at, line] of lines.entries()) {
    const name = /^export (?:(?:async|abstract) )*(?:function\*?|const|class|interface|type|let) (\w+)/.exec(line)?.[1];
    if (name === undefined) continue;
    found.set(at, { name, isFirst: !names.has(name) });
    names.add(name);
  }
  return found;
}

/** Every source below a folder, by its path from the root. */
function sources(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !/(^|[\\/])(node_modules|dist)[\\/]/.test(file),
    )
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
}
