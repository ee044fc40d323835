import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, describe, mock, test } from 'node:test';
import { findFiles, readText, type Unreadable } from '../../server/src/cli/files.ts';
import { writeAtomically } from '../../server/src/cli/fixFiles.ts';
import { makeFolder, runCli } from '../support/cli.ts';

const text = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  clusterIP: None\n';
/** A misspelt field with a safe fix, and a comment. */
const fixable = text.replace('clusterIP', 'clusterIPp');
const all = () => false;
const folders: (() => void)[] = [];
after(() => {
  for (const remove of folders) remove();
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const { folder, remove } = makeFolder(files);
  folders.push(remove);
  return fs.realpathSync(folder);
}

function find(folder: string): { files: string[]; unreadable: string[] } {
  const { files, unreadable } = findFiles([folder], all);
  return {
    files: files.map((file) => path.relative(folder, file)),
    unreadable: unreadable.map(({ path: file, reason }) => `${path.relative(folder, file)}: ${reason}`),
  };
}

function read(file: string): { text: string | undefined; reasons: string[] } {
  const unreadable: Unreadable[] = [];
  const found = readText(file, unreadable, [file]);
  return { text: found, reasons: unreadable.map(({ reason }) => reason) };
}

describe('files of a folder', () => {
  test('links in a circle and to nothing are told once each, and the rest is found', () => {
    const folder = folderWith({ 'a.yaml': text, 'inner/b.yaml': text });
    fs.symlinkSync('loop.yaml', path.join(folder, 'loop.yaml'));
    fs.symlinkSync('../inner', path.join(folder, 'inner/again'));
    fs.symlinkSync('.', path.join(folder, 'self'));
    fs.symlinkSync('gone.yaml', path.join(folder, 'nowhere.yaml'));
    fs.symlinkSync('user@host.1234', path.join(folder, '.#a.yaml'));
    assert.deepEqual(find(folder), {
      files: ['a.yaml', 'inner/b.yaml'],
      unreadable: [
        'loop.yaml: its symbolic links go in a circle',
        'nowhere.yaml: it is a symbolic link that leads nowhere',
      ],
    });
  });

  test('a file that links lead to comes once, under its own name where it has one', () => {
    const folder = folderWith({ '..data/a.yaml': text });
    const outside = folderWith({ 'c.yaml': text });
    fs.symlinkSync('..data/a.yaml', path.join(folder, 'a.yaml'));
    fs.symlinkSync(path.join(outside, 'c.yaml'), path.join(folder, 'c.yaml'));
    fs.symlinkSync('c.yaml', path.join(folder, 'd.yaml'));
    assert.deepEqual(find(folder).files, ['..data/a.yaml', 'c.yaml']);
  });

  test('names may hold any character', () => {
    const names = ['new\nline.yaml', `"'\`$(x)&;|.yaml`, '%2e%00#?.yaml', '-rf.yaml', '\u202e\u0007ф😀.yaml', ' .yaml'];
    const folder = folderWith(Object.fromEntries([...names, `${'x'.repeat(250)}.yaml`].map((name) => [name, fixable])));
    const { code, stdout } = runCli(['check', '--format', 'json', '--fix', '.'], { cwd: folder });
    const files = (JSON.parse(stdout) as { files: { path: string }[] }).files;
    assert.equal(files.length, names.length + 1);
    assert.equal(code, 0, stdout);
    for (const name of names) assert.equal(fs.readFileSync(path.join(folder, name), 'utf8'), text, name);
  });

  test('a name that is not UTF-8 is told, and the rest is checked', { skip: process.platform === 'darwin' }, () => {
    const folder = folderWith({ 'a.yaml': text });
    fs.writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.yaml')]), text);
    const { code, stdout, stderr } = runCli(['check', '.'], { cwd: folder });
    assert.match(stderr, /cannot read .*its name is not UTF-8/);
    assert.match(stdout, /1 file checked/);
    assert.equal(code, 2);
  });

  test('what is neither file nor folder is left alone in folders', { skip: process.platform === 'win32' }, () => {
    const folder = folderWith({ 'a.yaml': text });
    execFileSync('mkfifo', [path.join(folder, 'pipe.yaml')]);
    assert.deepEqual(find(folder), { files: ['a.yaml'], unreadable: [] });
  });

  test('a folder that cannot be listed is told once, and its neighbours are found', () => {
    const folder = folderWith({ 'a/x.yaml': text, 'b/y.yaml': text });
    const real = fs.readdirSync;
    const mocked = mock.method(fs, 'readdirSync', (...args: Parameters<typeof fs.readdirSync>) => {
      if (String(args[0]).endsWith('/a')) throw Object.assign(new Error('no'), { code: 'EACCES' });
      return real(...args);
    });
    try {
      assert.deepEqual(find(folder), { files: ['b/y.yaml'], unreadable: ['a: not allowed to read it'] });
    } finally {
      mocked.mock.restore();
    }
  });

  test('ten thousand files in one folder are found', () => {
    const folder = folderWith({});
    for (let at = 0; at < 10_000; at++) fs.writeFileSync(path.join(folder, `${at}.yaml`), '');
    assert.equal(find(folder).files.length, 10_000);
  });
});

describe('reading', () => {
  test('a file that has vanished since it was listed is told once, and the rest is checked', () => {
    const folder = folderWith({ 'a.yaml': text });
    const { code, stdout, stderr } = runCli(['check', 'a.yaml', 'b.yaml'], { cwd: folder });
    assert.equal(stderr.trim(), 'statefulset: cannot read b.yaml: there is no such file or folder');
    assert.match(stdout, /1 file checked/);
    assert.equal(code, 2);
    assert.deepEqual(read(path.join(folder, 'b.yaml')).reasons, ['there is no such file or folder']);
  });

  test('pipes that nobody writes to and devices keep nobody waiting', { skip: process.platform === 'win32' }, () => {
    const folder = folderWith({});
    execFileSync('mkfifo', [path.join(folder, 'pipe.yaml')]);
    assert.deepEqual(read(path.join(folder, 'pipe.yaml')).reasons, ['nobody writes into this pipe']);
    assert.deepEqual(read('/dev/zero').reasons, ['it is no file but a device or a socket']);
    assert.deepEqual(read(folder).reasons, ['it is a folder']);
  });

  test('a pipe that somebody writes to is read to its end', { skip: process.platform === 'win32' }, () => {
    const main = path.join(import.meta.dirname, '../../server/src/cli/main.ts');
    const written = `printf 'kind: Service\\n'; sleep 0.3; printf 'foo: 1\\napiVersion: v1\\n'`;
    const script = `'${process.execPath}' '${main}' check <(${written})`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    assert.match(stdout, /:2:1: error: .*\[unknown-field\]/, stderr);
  });

  test('files that cannot be read say why', () => {
    const folder = folderWith({ 'a.yaml': text });
    const file = path.join(folder, 'a.yaml');
    for (const [code, reason] of [
      ['EACCES', 'not allowed to read it'],
      ['EIO', 'the disk does not give it'],
      ['ESTALE', 'ESTALE'],
    ] as const) {
      const mocked = mock.method(fs, 'openSync', () => {
        throw Object.assign(new Error(code), { code });
      });
      try {
        assert.deepEqual(read(file).reasons, [reason]);
      } finally {
        mocked.mock.restore();
      }
    }
  });

  test('bytes that are no text are told, from a file and from standard input', () => {
    const folder = folderWith({ 'a.yaml': text });
    fs.writeFileSync(path.join(folder, 'b.yaml'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 0xff]));
    fs.writeFileSync(path.join(folder, 'latin.yaml'), Buffer.from(`# caf\u00e9\n${text}`, 'latin1'));
    const { code, stdout, stderr } = runCli(['check', '.'], { cwd: folder });
    assert.equal(stderr.match(/cannot read \S+: it is no text in UTF-8/g)?.length, 2, stderr);
    assert.match(stdout, /1 file checked/);
    assert.equal(code, 2);
    const main = path.join(import.meta.dirname, '../../server/src/cli/main.ts');
    const piped = spawnSync(process.execPath, [main, 'check', '-'], { input: Buffer.from([0xfe, 0xff, 0, 97, 0]) });
    assert.equal(piped.status, 0, String(piped.stderr));
    const binary = spawnSync(process.execPath, [main, 'check', '-'], { input: Buffer.from([0, 1, 2, 0xc0]) });
    assert.match(String(binary.stderr), /cannot read -: it is no text in UTF-8/);
    assert.equal(binary.status, 2);
  });

  test('standard input that has no end is given up and told', { skip: process.platform === 'win32' }, () => {
    const main = path.join(import.meta.dirname, '../../server/src/cli/main.ts');
    const { stdout } = spawnSync('bash', ['-c', `yes | '${process.execPath}' '${main}' check - 2>&1; echo "code $?"`], {
      encoding: 'utf8',
    });
    assert.match(stdout, /cannot read -: it has more than 100 MB/);
    assert.match(stdout, /code 2\n$/);
  });

  test('UTF-16 is read in both orders, half a character at its end left out', () => {
    const folder = folderWith({});
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    fs.writeFileSync(path.join(folder, 'little.yaml'), little);
    fs.writeFileSync(path.join(folder, 'big.yaml'), Buffer.concat([Buffer.from(little).swap16(), Buffer.from([0])]));
    assert.equal(read(path.join(folder, 'little.yaml')).text, `\ufeff${text}`);
    assert.equal(read(path.join(folder, 'big.yaml')).text, `\ufeff${text}`);
  });

  test('a file larger than the limit is not read', () => {
    const folder = folderWith({});
    const file = path.join(folder, 'huge.yaml');
    fs.writeFileSync(file, '');
    fs.truncateSync(file, 3_000_000_000);
    assert.deepEqual(read(file).reasons, ['it has more than 100 MB']);
  });
});

describe('writing fixes', () => {
  const write = (file: string, root: string, before = fixable) =>
    writeAtomically(file, { before, after: text, roots: [root] });

  test('keeps permissions, and leaves nothing behind', () => {
    const folder = folderWith({ 'a.yaml': fixable });
    const file = path.join(folder, 'a.yaml');
    fs.chmodSync(file, 0o666);
    assert.equal(write(file, folder), undefined);
    assert.equal(fs.readFileSync(file, 'utf8'), text);
    assert.equal(fs.statSync(file).mode & 0o777, 0o666);
    assert.deepEqual(fs.readdirSync(folder), ['a.yaml']);
  });

  test('goes through a link within the folder, which stays one, and not through one that leads out of it', () => {
    const folder = folderWith({ 'a.yaml': fixable, '..b/c.yaml': fixable });
    const outside = folderWith({ 'o.yaml': fixable, 'folder/p.yaml': fixable });
    fs.symlinkSync('a.yaml', path.join(folder, 'inside.yaml'));
    fs.symlinkSync(path.join(outside, 'o.yaml'), path.join(folder, 'outside.yaml'));
    fs.symlinkSync(path.join(outside, 'folder'), path.join(folder, 'folder'));
    assert.equal(write(path.join(folder, 'inside.yaml'), folder), undefined);
    assert.ok(fs.lstatSync(path.join(folder, 'inside.yaml')).isSymbolicLink());
    assert.equal(fs.readFileSync(path.join(folder, 'a.yaml'), 'utf8'), text);
    assert.equal(write(path.join(folder, '..b/c.yaml'), folder), undefined);
    for (const name of ['outside.yaml', 'folder/p.yaml'])
      assert.equal(write(path.join(folder, name), folder), 'it is a link that leads out of the folder');
    assert.equal(fs.readFileSync(path.join(outside, 'o.yaml'), 'utf8'), fixable);
    const { code, stderr } = runCli(['check', '--fix', '.', path.join(folder, 'a.yaml')], { cwd: folder });
    assert.match(
      stderr,
      /statefulset: (?!cannot)\S*outside\.yaml: its fixes were not written: it is a link that leads out of the folder/,
    );
    assert.equal(code, 2);
    assert.equal(fs.readFileSync(path.join(outside, 'folder/p.yaml'), 'utf8'), fixable);
  });

  test('a file of several names gets the new text under the one that is written, wherever the others are', () => {
    const folder = folderWith({ 'a.yaml': fixable });
    const outside = path.join(folderWith({}), 'o.yaml');
    fs.linkSync(path.join(folder, 'a.yaml'), outside);
    assert.equal(write(path.join(folder, 'a.yaml'), folder), undefined);
    assert.equal(fs.readFileSync(path.join(folder, 'a.yaml'), 'utf8'), text);
    assert.equal(fs.readFileSync(outside, 'utf8'), fixable);
    fs.linkSync(outside, path.join(folder, 'b.yaml'));
    fs.linkSync(outside, path.join(folder, 'c.yaml'));
    assert.match(runCli(['check', '--fix', '.'], { cwd: folder }).stderr, /: 2 files fixed$/m);
    const [b, c] = ['b.yaml', 'c.yaml'].map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
    assert.notEqual(b, fixable);
    assert.equal(b, c);
    assert.equal(fs.readFileSync(outside, 'utf8'), fixable);
  });

  test('leaves read-only files, other encodings and files that changed meanwhile alone', () => {
    const folder = folderWith({ 'a.yaml': fixable, 'b.yaml': `${fixable}# new\n` });
    // Whoever runs the tests may be one who may write everywhere.
    const mocked = mock.method(fs, 'accessSync', () => {
      throw Object.assign(new Error('denied'), { code: 'EACCES' });
    });
    try {
      assert.equal(write(path.join(folder, 'a.yaml'), folder), 'it is read-only');
    } finally {
      mocked.mock.restore();
    }
    assert.equal(write(path.join(folder, 'b.yaml'), folder), 'it was changed meanwhile');
    fs.writeFileSync(path.join(folder, 'c.yaml'), Buffer.from(`\ufeff${fixable}`, 'utf16le'));
    assert.equal(write(path.join(folder, 'c.yaml'), folder, `\ufeff${fixable}`), 'it is not UTF-8');
    assert.equal(write(path.join(folder, 'd.yaml'), folder), 'there is no such file or folder');
    assert.equal(fs.readFileSync(path.join(folder, 'a.yaml'), 'utf8'), fixable);
  });

  test('what a killed writing left behind goes with the next one, and what another one writes right now stays', () => {
    const left = `.statefulset-${'a'.repeat(16)}.tmp`;
    const others = [`.statefulset-${'b'.repeat(16)}.tmp`, '.statefulset-c.tmp', `${left}.yaml`];
    const folder = folderWith(Object.fromEntries(['a.yaml', left, ...others].map((name) => [name, fixable])));
    for (const name of [left, ...others.slice(1)]) fs.utimesSync(path.join(folder, name), 1, 1);
    assert.equal(write(path.join(folder, 'a.yaml'), folder), undefined);
    assert.deepEqual(fs.readdirSync(folder).toSorted(), ['a.yaml', ...others].toSorted());
  });

  test('a folder that becomes a link out of the named one in between is not written through', () => {
    const folder = folderWith({ 'inner/a.yaml': fixable });
    const outside = folderWith({ 'a.yaml': fixable });
    const open = fs.openSync;
    const mocked = mock.method(fs, 'openSync', (file: string, flags: string, mode?: number) => {
      if (flags === 'wx') {
        fs.renameSync(path.join(folder, 'inner'), path.join(folder, 'moved'));
        fs.symlinkSync(outside, path.join(folder, 'inner'));
      }
      return open(file, flags, mode);
    });
    try {
      assert.equal(write(path.join(folder, 'inner/a.yaml'), folder), 'it is a link that leads out of the folder');
    } finally {
      mocked.mock.restore();
    }
    assert.equal(fs.readFileSync(path.join(outside, 'a.yaml'), 'utf8'), fixable);
    assert.deepEqual(fs.readdirSync(outside), ['a.yaml']);
  });

  test('a file that would belong to somebody else afterwards is left alone, and it is told', () => {
    const folder = folderWith({ 'a.yaml': fixable });
    const file = path.join(folder, 'a.yaml');
    const real = fs.statSync(file);
    const stat = mock.method(fs, 'statSync', () => Object.assign(real, { gid: real.gid + 1 }));
    const chown = mock.method(fs, 'fchownSync', () => {
      throw Object.assign(new Error('no'), { code: 'EPERM' });
    });
    try {
      assert.equal(write(file, folder), 'it belongs to another user or group');
    } finally {
      stat.mock.restore();
      chown.mock.restore();
    }
    assert.equal(fs.readFileSync(file, 'utf8'), fixable);
    assert.deepEqual(fs.readdirSync(folder), ['a.yaml']);
  });

  test('what somebody writes while the new text is on its way stays', () => {
    const folder = folderWith({ 'a.yaml': fixable });
    const file = path.join(folder, 'a.yaml');
    const mocked = mock.method(fs, 'fsyncSync', () => fs.writeFileSync(file, 'of somebody else'));
    try {
      assert.equal(write(file, folder), 'it was changed meanwhile');
    } finally {
      mocked.mock.restore();
    }
    assert.equal(fs.readFileSync(file, 'utf8'), 'of somebody else');
    assert.deepEqual(fs.readdirSync(folder), ['a.yaml']);
  });

  test('a folder that may not be written to is told as such', () => {
    const folder = folderWith({ 'a.yaml': fixable });
    const open = fs.openSync;
    const mocked = mock.method(fs, 'openSync', (file: string, flags: string) => {
      if (flags === 'wx') throw Object.assign(new Error('denied'), { code: 'EACCES' });
      return open(file, flags);
    });
    try {
      assert.equal(write(path.join(folder, 'a.yaml'), folder), 'its folder may not be written to');
    } finally {
      mocked.mock.restore();
    }
    assert.equal(fs.readFileSync(path.join(folder, 'a.yaml'), 'utf8'), fixable);
  });

  test('a disk that is full leaves the old text and no other file', () => {
    const folder = folderWith({ 'a.yaml': fixable });
    const file = path.join(folder, 'a.yaml');
    for (const step of ['writeFileSync', 'fsyncSync', 'renameSync'] as const) {
      const mocked = mock.method(fs, step, () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      });
      try {
        assert.equal(write(file, folder), 'the disk is full', step);
      } finally {
        mocked.mock.restore();
      }
      assert.equal(fs.readFileSync(file, 'utf8'), fixable, step);
      assert.deepEqual(fs.readdirSync(folder), ['a.yaml'], step);
    }
  });
});
