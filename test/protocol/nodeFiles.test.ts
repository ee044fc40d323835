import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { globMatcher } from '../../server/src/lsp/globs.ts';
import { nodeFileSystem, pathOf } from '../../server/src/node/fileSystem.ts';
import { readBlocking } from '../../server/src/node/readText.ts';
import { type FileContent, type FindOptions, largestFileBytes, noTextReason } from '../../server/src/runtime/ports.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'statefulset-files-'));
after(() => fs.rmSync(root, { recursive: true }));

function write(name: string, content: string | Buffer = 'kind: Pod\n'): string {
  const file = path.join(root, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
  return pathToFileURL(file).href;
}

async function find(folder: string, options: Partial<FindOptions> = {}): Promise<string[]> {
  const start = path.join(root, folder);
  const found: string[] = [];
  for await (const batch of nodeFileSystem.find(pathToFileURL(start).href, { isExcluded: () => false, ...options })) {
    found.push(...batch);
  }
  return found.map((uri) => path.relative(start, fileURLToPath(uri)).replaceAll(path.sep, '/')).sort();
}

test('manifests are found by their names, in all folders but those that hold none', async () => {
  for (const name of ['a.yaml', 'b.YML', 'c/d e.json', 'c/Kustomization', 'c/notes.txt', 'x.yaml.bak', 'Other']) {
    write(`find/${name}`);
  }
  write('find/.git/a.yaml');
  write('find/c/node_modules/a.yaml');
  assert.deepEqual(await find('find'), ['a.yaml', 'b.YML', 'c/Kustomization', 'c/d e.json']);
  assert.deepEqual(await find('find', { depth: 0 }), ['a.yaml', 'b.YML']);
  assert.deepEqual(await find('nowhere'), []);
});

test('a folder of thousands of files is listed whole, and others have their turn meanwhile', async () => {
  const names = Array.from({ length: 2000 }, (_, at) => `many/${at}${at % 3 === 0 ? ' %41ö' : ''}.yaml`);
  for (const name of names) write(name);
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const found = await find('many');
  isOver = true;
  assert.deepEqual(found, names.map((name) => name.slice('many/'.length)).sort());
  assert.ok(turns > 5, `${turns} turns`);
});

test('a folder with a slash at its end gives the same URIs', async () => {
  const uri = write('slash/a.yaml');
  const found: string[] = [];
  const { href } = pathToFileURL(`${path.join(root, 'slash')}/`);
  for await (const batch of nodeFileSystem.find(href, { isExcluded: () => false })) found.push(...batch);
  assert.deepEqual(found, [uri]);
});

test('a file that only a link gives the name of a manifest is found by that link, once', async () => {
  write('named/sub/data.tpl');
  fs.symlinkSync('sub/data.tpl', path.join(root, 'named/web.yaml'));
  fs.symlinkSync('sub/data.tpl', path.join(root, 'named/same.yaml'));
  assert.equal((await find('named')).length, 1);
});

test('what is excluded is not entered', async () => {
  write('excluded/charts/deep/a.yaml');
  write('excluded/b.yaml');
  const asked: string[] = [];
  const isExcluded = (file: string) => {
    asked.push(file);
    return file === 'charts/';
  };
  assert.deepEqual(await find('excluded', { isExcluded }), ['b.yaml']);
  assert.deepEqual(asked.sort(), ['b.yaml', 'charts/']);
});

test('links are followed, circles end, and no file comes twice', async () => {
  write('links/inside/a.yaml');
  write('outside/b.yaml');
  const link = (name: string, target: string) =>
    fs.symlinkSync(path.join(root, target), path.join(root, 'links', name));
  link('circle', 'links');
  link('again', 'links/inside');
  link('above', '.');
  link('other', 'outside');
  link('otherAgain', 'outside');
  link('single.yaml', 'links/inside/a.yaml');
  link('broken.yaml', 'missing.yaml');
  assert.deepEqual(
    (await find('links')).filter((file) => !file.startsWith('other')),
    ['inside/a.yaml'],
  );
  assert.equal((await find('links')).filter((file) => file.endsWith('b.yaml')).length, 1);
});

/** What reading a file gives, which is the same where all else waits for it. */
async function readBothWays(uri: string): Promise<FileContent> {
  const content = await nodeFileSystem.read(uri);
  const file = pathOf(uri);
  if (file !== undefined) assert.deepEqual(readBlocking(file), content);
  return content;
}

test('texts are read in the encodings that they are marked with, without the mark', async () => {
  const text = 'kind: Pod # \u00FC\u{1F600}\n';
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
  const files = [
    write('texts/plain.yaml', text),
    write('texts/mark.yaml', `\uFEFF${text}`),
    write('texts/little.yaml', utf16),
    write('texts/big.yaml', Buffer.from(utf16).swap16()),
  ];
  for (const uri of files) assert.deepEqual(await readBothWays(uri), { state: 'read', text }, uri);
});

test('bytes that Kubernetes does not take for text are not read', async () => {
  const text = 'kind: Pod # \u00FC\n';
  const files = [
    write('bytes/latin1.yaml', Buffer.from(text, 'latin1')),
    write('bytes/unmarked.yaml', Buffer.from(text, 'utf16le')),
    write('bytes/null.yaml', 'kind: Pod\u0000\n'),
    write('bytes/cut.yaml', Buffer.from(text).subarray(0, -2)),
  ];
  for (const uri of files) assert.deepEqual(await readBothWays(uri), { state: 'unreadable', reason: noTextReason });
});

test('what cannot be read says so', async () => {
  const large = write('faults/large.yaml', Buffer.alloc(largestFileBytes + 1, 32));
  assert.deepEqual(await readBothWays(large), { state: 'tooLarge', bytes: largestFileBytes + 1 });
  assert.deepEqual(await readBothWays(`${large}x`), { state: 'missing' });
  assert.deepEqual(await readBothWays('untitled:Untitled-1'), { state: 'missing' });
  assert.deepEqual(await readBothWays('file://other.host/a.yaml'), { state: 'missing' });
  assert.deepEqual(await readBothWays('file:///a%00b.yaml'), { state: 'missing' });
  assert.equal(await nodeFileSystem.stamp('file:///a%00b.yaml'), undefined);
  for await (const batch of nodeFileSystem.find('file:///a%00b', { isExcluded: () => false })) assert.fail(`${batch}`);
  const folder = await readBothWays(pathToFileURL(path.join(root, 'faults')).href);
  assert.equal(folder.state, 'unreadable');
});

test('a pipe that nobody writes to is not waited for', { skip: process.platform === 'win32' }, async () => {
  const pipe = path.join(root, 'pipe.yaml');
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
  assert.equal((await readBothWays(pathToFileURL(pipe).href)).state, 'unreadable');
});

test('the stamp of a file moves when it is written', async () => {
  const uri = write('stamp.yaml');
  const first = await nodeFileSystem.stamp(uri);
  assert.equal(await nodeFileSystem.stamp(uri), first);
  write('stamp.yaml', 'kind: Service\n');
  assert.notEqual(await nodeFileSystem.stamp(uri), first);
  assert.equal(await nodeFileSystem.stamp(`${uri}x`), undefined);
});

test('globs mean what they mean in .gitignore', () => {
  const matches = globMatcher(['charts/', '/top.yaml', '*.yml', '!keep.yml', '**/gen/**']);
  for (const file of ['charts/', 'charts/a.yaml', 'b/charts/c.yaml', 'top.yaml', 'b/x.yml', 'a/gen/b.yaml']) {
    assert.ok(matches(file), file);
  }
  for (const file of ['b/top.yaml', 'keep.yml', 'chart.yaml', 'gen.yaml', '']) assert.equal(matches(file), false, file);
});
