import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultSettings } from '../../server/src/analysis/settings.ts';
import { fewestReadAhead, ReadAhead } from '../../server/src/cli/check/readAhead.ts';
import { mostBytes, ReadMemory } from '../../server/src/cli/check/readMemory.ts';
import { CheckSession } from '../../server/src/cli/check/session.ts';
import { makeFolder } from '../support/cli.ts';

describe('memory of files that are read ahead', () => {
  test('gives each file to the one who comes first', () => {
    const memory = new ReadMemory(3);
    const reader = new ReadMemory(3, memory.memory);
    assert.equal(memory.take(0), undefined);
    assert.equal(reader.begin(0), false);
    assert.equal(reader.begin(1), true);
    reader.end(1, reader.roomFor(1, 3).write('a: '));
    assert.equal(memory.take(1)?.toString(), 'a: ');
    assert.equal(reader.begin(2), true);
    reader.end(2, undefined);
    assert.equal(memory.take(2), undefined);
  });

  test('does not wait for a reader who never ends', () => {
    const memory = new ReadMemory(2);
    const reader = new ReadMemory(2, memory.memory);
    reader.begin(0);
    assert.equal(memory.take(0), undefined);
    assert.equal(memory.take(1), undefined);
  });

  test('is used again once a file is no longer needed, and never before', () => {
    const files = 100;
    const memory = new ReadMemory(files);
    const reader = new ReadMemory(files, memory.memory);
    const size = (file: number) => mostBytes - file * 1000;
    for (let file = 0; file < files; file++) {
      reader.begin(file);
      reader.end(file, reader.roomFor(file, size(file)).fill(file).length);
      const oldest = file - 5;
      if (oldest < 0) continue;
      const bytes = memory.take(oldest)!;
      assert.equal(bytes.length, size(oldest));
      assert.ok(bytes.every((byte) => byte === oldest));
      memory.free(oldest);
    }
  });
});

describe('files that a thread reads ahead', () => {
  const long = (at: number) => `# ${at} ${String(at % 10).repeat(400_000)}\n`;
  const { folder, remove } = makeFolder(
    Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`${at}.yaml`, long(at)])),
  );
  after(remove);
  const at = (name: string) => path.join(folder, name);

  test('come whole and in order, also where they are more than the memory holds', async () => {
    const files = Array.from({ length: 60 }, (_, number) => at(`${number}.yaml`));
    const ahead = new ReadAhead(files);
    ahead.textOf(files[0]!);
    let read = 0;
    for (let number = 1; number < files.length; number++) {
      let text = ahead.textOf(files[number]!);
      if (text === undefined)
        await sleep(20); // the thread has not begun, or is no faster
      else read++;
      text ??= fs.readFileSync(files[number]!, 'utf8');
      assert.ok(text === long(number), `file ${number}`);
    }
    assert.ok(read > 20, `${read} of 60 files were read ahead`);
  });

  test('are left to who asks where they are not just text', async () => {
    fs.mkdirSync(at('folder.yaml'));
    fs.writeFileSync(at('empty.yaml'), '');
    fs.writeFileSync(at('binary.yaml'), Buffer.from([0x61, 0xff, 0x00]));
    fs.writeFileSync(at('huge.yaml'), 'a'.repeat(mostBytes + 1));
    fs.writeFileSync(at('good.yaml'), 'a: ü\n');
    const names = ['gone', 'folder', 'empty', 'binary', 'huge', 'good'].map((name) => at(`${name}.yaml`));
    const texts: (string | undefined)[] = [];
    for (let waitMs = 100; texts.at(-1) === undefined && waitMs <= 6400; waitMs *= 2) {
      const ahead = new ReadAhead(names);
      await sleep(waitMs); // for the thread to begin, which a busy machine takes its time for
      texts.splice(0, Infinity, ...names.map((name) => ahead.textOf(name)));
      assert.equal(ahead.textOf(at('0.yaml')), undefined);
    }
    assert.deepEqual(texts, [undefined, undefined, undefined, undefined, undefined, 'a: ü\n']);
  });
});

describe('a check of thousands of small files', () => {
  const set = (number: number) =>
    `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: set-${number}}\nspec:\n  replicas: ${number % 5 === 0 ? 'two' : 2}\n`;
  const many: Record<string, string> = {};
  for (let number = 0; number < fewestReadAhead; number++) many[`${1000 + number}.yaml`] = set(number);
  const { folder, remove } = makeFolder(many);
  after(remove);
  const broken = path.join(folder, '1500.yaml');
  fs.writeFileSync(broken, Buffer.from([0x61, 0xff, 0x00]));
  const files = Object.keys(many).map((name) => path.join(folder, name));

  for (const least of ['hint', 'error'] as const) {
    test(`finds with a thread that reads ahead what it finds without: from ${least} on`, () => {
      const [ahead, alone] = [true, false].map((isAhead) => {
        const session = new CheckSession({ settings: defaultSettings, least, fixRoots: undefined });
        if (isAhead) session.willRead(files);
        const read = session.isFileByFile ? files : files.filter((file) => session.read(file));
        session.host.setIndexComplete(true);
        return { reports: read.map((file) => session.check(file)), unreadable: session.unreadable };
      });
      assert.deepEqual(ahead, alone);
      assert.deepEqual(
        ahead!.unreadable.map((one) => one.path),
        [broken],
      );
      assert.ok(ahead!.reports.filter((report) => report && report.diagnostics.length > 0).length >= 400);
    });
  }
});
