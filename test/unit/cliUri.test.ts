import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { uriOf } from '../../server/src/cli/files.ts';

test('the URI of a file is that of Node, whatever its folder and name', () => {
  const names = ['a.yaml', 'b c.yaml', 'ü.yaml', '#1.yaml', '50%.yaml', '.a.yaml', '-', '..', 'a?b.yaml', 'a\\b.yaml'];
  const folders = [
    '/data/',
    '/data/x/',
    '/data/ü/',
    '/data/../y/',
    '/data//',
    '/',
    './',
    '../',
    '',
    'x/',
    'x y/',
    '/d#/',
  ];
  for (const folder of folders) {
    for (const name of names) {
      const file = folder + name;
      assert.equal(uriOf(file), pathToFileURL(path.resolve(file)).href, file);
    }
  }
});
