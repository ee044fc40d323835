import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hasEditorPackage } from '../../scripts/editorPackage.ts';
import { extensionFiles, packExtension, packServer, serverFiles } from '../../scripts/package.ts';
import { root, run, runNode } from '../../scripts/run.ts';
import { patienceMs } from '../support/patience.ts';

// What is handed out is made of these sources and of nothing else of the machine that packs it.

const skip = hasEditorPackage() ? false : 'vsce is not installed in test/editor; npm test installs it';

describe('the packages', { skip, timeout: 5 * patienceMs }, () => {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'statefulset packages-'));
  const here = path.join(folder, 'here');
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  before(async () => {
    fs.mkdirSync(here);
    for (const { status, output } of [
      await runNode(['esbuild.mjs', '--quiet']),
      await packExtension(path.join(here, 'vscode-statefulset.vsix')),
      await packServer(here),
    ])
      assert.equal(status, 0, output);
  });

  test('are the same bytes from another folder, with other permissions, times, zone and language', {
    skip: process.platform === 'win32',
  }, async () => {
    const elsewhere = path.join(folder, 'ü other');
    copySources(elsewhere);
    const script =
      'umask 077; find . -name node_modules -prune -o -type f -exec chmod go-rwx {} + -exec touch -t 203102030405 {} +; exec "$@"';
    const { status, output } = await run('sh', ['-c', script, 'sh', process.execPath, 'scripts/package.ts', 'out'], {
      cwd: elsewhere,
      env: { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', SOURCE_DATE_EPOCH: undefined },
    });
    assert.equal(status, 0, output);
    const there = hashes(path.join(elsewhere, 'out'));
    const made = hashes(here);
    assert.equal(made.size, 2);
    for (const [name, hash] of made) assert.equal(there.get(name), hash, name);
    for (const [bill, packed] of [
      ['vscode-statefulset.cdx.json', 'dist/bom.cdx.json'],
      ['statefulset-language-server.cdx.json', 'server/dist/bom.cdx.json'],
    ] as const)
      assert.equal(there.get(bill), hashOf(path.join(root, packed)));
  });

  test('name no place on this machine, and hold neither maps nor tests', () => {
    const files = [...extensionFiles(), ...serverFiles().map((file) => path.join('server', file))];
    assert.ok(files.length > 40);
    for (const file of files) {
      assert.doesNotMatch(file, /\.map$|\.test\.|(?:^|\/)test\/|\.ts$|bom\.cdx/);
      const text = fs.readFileSync(path.join(root, file), 'latin1');
      for (const place of [root, `${homedir()}${path.sep}node_modules`, tmpdir() + path.sep])
        assert.ok(!text.includes(place), `${file} names ${place}`);
      assert.doesNotMatch(text, /sourceMappingURL|[^\w]node_modules\/\.|file:\/\/\/[a-z]+\/[a-z]+\/node_modules/, file);
    }
  });
});

/** Everything but what is built; what is installed lies beside it once more. */
function copySources(target: string): void {
  const leftOut = new Set(['.git', 'node_modules', 'dist', 'shots', '.vscode-test']);
  fs.cpSync(root, target, {
    recursive: true,
    filter: (source) => !leftOut.has(path.basename(source)) && !source.endsWith('schemas/generated'),
  });
  fs.symlinkSync(path.join(root, 'test/editor/node_modules'), path.join(target, 'test/editor/node_modules'));
  linkTree(path.join(root, 'node_modules'), path.join(target, 'node_modules'));
}

/** The same files below another folder: the bundler goes by where a package really lies. */
function linkTree(from: string, to: string): void {
  fs.mkdirSync(to);
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(source), target);
    else linkFile(source, target);
  }
}

function linkFile(source: string, target: string): void {
  try {
    fs.linkSync(source, target);
  } catch {
    fs.copyFileSync(source, target); // another disk
  }
}

function hashes(folder: string): Map<string, string> {
  return new Map(fs.readdirSync(folder).map((name) => [name, hashOf(path.join(folder, name))]));
}

function hashOf(file: string): string {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}
