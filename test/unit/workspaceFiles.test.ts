import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Documents } from '../../server/src/lsp/documents.ts';
import { Texts } from '../../server/src/lsp/texts.ts';
import { WorkspaceFiles } from '../../server/src/lsp/workspaceFiles.ts';
import type { FileContent } from '../../server/src/runtime/ports.ts';
import { createService } from '../../server/src/service.ts';
import { headlessService } from '../support/manifests.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';
import { processorMs } from '../support/processorTime.ts';

const folder = 'file:///w';
const uri = `${folder}/a.yaml`;
/** Of more text than is taken in at once; the last object is the Service `web`. */
const long = `${'kind: Pod\napiVersion: v1\nmetadata: { name: other }\n---\n'.repeat(2000)}${headlessService}`;

/** Files of a workspace, and what is known of them. The clock moves with each look at it, so that no slice is long. */
async function start(memory: MemoryFiles) {
  let nowMs = 0;
  let turns = 0;
  let onTurn = (): void => undefined;
  const soon = (callback: () => void) => {
    turns++;
    onTurn();
    const planned = setImmediate(callback);
    return () => clearImmediate(planned);
  };
  const runtime = { files: memory, clock: { nowMs: () => ++nowMs }, timers: { soon, after: soonNever } };
  const host = createService();
  const texts = new Texts(host, memory, 'utf-16');
  const documents = new Documents(host, texts, runtime);
  const log = { error: assert.fail, warn: assert.fail, info: assert.fail };
  const files = new WorkspaceFiles({
    ...{ host, runtime, documents, texts, log },
    isExcluded: () => false,
    onProgress: () => undefined,
    onFileChanged: () => undefined,
  });
  await files.index([{ folder }]);
  const atTurn = (number: number, work: () => void) => {
    turns = 0;
    onTurn = () => {
      if (turns === number) work();
    };
  };
  const services = () =>
    host
      .snapshot()
      .workspace.objects('Service')
      .map(({ name }) => name);
  return { files, host, documents, services, atTurn };
}

const soonNever = () => () => undefined;

test('a long file is taken in whole, and others have many turns meanwhile', async () => {
  const memory = new MemoryFiles({ [uri]: long });
  const { host, services, atTurn, files } = await start(memory);
  assert.equal(host.indexSize, 2001);
  assert.deepEqual(services(), ['web']);
  memory.set(uri, long.replaceAll('name: web', 'name: later'));
  let wasBefore = false;
  atTurn(100, () => {
    wasBefore = services().join() === 'web';
  });
  await files.filesChanged([uri], []);
  assert.ok(wasBefore);
  assert.deepEqual(services(), ['later']);
});

const changes: Readonly<Record<string, { text: string | undefined; services: readonly string[] }>> = {
  'is rewritten': { text: headlessService.replace('name: web\n', 'name: later\n'), services: ['later'] },
  'is rewritten without objects': { text: 'a: b\n', services: [] },
  goes: { text: undefined, services: [] },
};

for (const [what, { text, services: expected }] of Object.entries(changes)) {
  test(`a long file that ${what} while it is taken in is not taken for what it was`, async () => {
    const memory = new MemoryFiles({ [`${folder}/b.yaml`]: 'a: b\n' });
    const { files, services, atTurn } = await start(memory);
    memory.set(uri, long);
    let newer: Promise<void> | undefined;
    atTurn(100, () => {
      if (text === undefined) memory.texts.delete(uri);
      else memory.set(uri, text);
      newer = text === undefined ? files.filesChanged([], [uri]) : files.filesChanged([uri], []);
    });
    await files.filesChanged([uri], []);
    assert.ok(newer);
    await newer;
    assert.deepEqual(services(), expected);
  });
}

test('a long file that an editor opens while it is taken in is what the editor holds', async () => {
  const memory = new MemoryFiles();
  const { files, services, atTurn, documents } = await start(memory);
  memory.set(uri, long);
  const text = headlessService.replace('name: web\n', 'name: open\n');
  atTurn(100, () => documents.didOpen({ uri, languageId: 'yaml', version: 1, text }));
  await files.filesChanged([uri], []);
  assert.deepEqual(services(), ['open']);
});

test('files that may be read at once are read once each, in order, with turns for others', async () => {
  const texts = Object.fromEntries(
    Array.from({ length: 50 }, (_, i) => [`${folder}/${i}.yaml`, headlessService.replace('name: web', `name: s${i}`)]),
  );
  const now: string[] = [];
  class FastFiles extends MemoryFiles {
    readNow(name: string): FileContent | undefined {
      // Now and then the disk is slow.
      if (Number(/\d+/.exec(name)) % 10 === 3) return undefined;
      now.push(name);
      return { state: 'read', text: this.texts.get(name)! };
    }
  }
  const memory = new FastFiles(texts);
  const { host } = await start(memory);
  assert.equal(host.indexSize, 50);
  assert.equal(now.length, 45);
  assert.equal(memory.reads.length, 5);
});

test('thousands of files of which nothing is known go one by one, among thousands that stay', async () => {
  const texts = Object.fromEntries(
    Array.from({ length: 3000 }, (_, i) => [`${folder}/${i % 30}/${i}.yaml`, headlessService]),
  );
  const { host, files } = await start(new MemoryFiles(texts));
  const startMs = processorMs();
  for (let at = 0; at < 5000; at++) await files.filesChanged([], [`${folder}/${at % 30}/out/${at}.js`]);
  // Each of them compared with each file would be fifteen million.
  assert.ok(processorMs() - startMs < 2000);
  assert.equal(host.indexSize, 3000);
});

test('a folder takes along what lies in it, also where a file of its name was before', async () => {
  const memory = new MemoryFiles({
    [`${folder}/a.yaml/b/c.yaml`]: headlessService,
    [`${folder}/d.yaml`]: headlessService,
  });
  const { host, files } = await start(memory);
  await files.filesChanged([], [`${folder}/a.yam`, `${folder}/a.yaml/b/c`, `${folder}/none`]);
  assert.equal(host.indexSize, 2);
  memory.set(`${folder}/a.yaml`, headlessService);
  memory.set(`${folder}/later/e.yaml`, headlessService);
  await files.filesChanged([`${folder}/a.yaml`, `${folder}/later/e.yaml`], []);
  assert.equal(host.indexSize, 4);
  await files.filesChanged([], [`${folder}/a.yaml`]);
  assert.equal(host.indexSize, 2);
  await files.filesChanged([], [`${folder}/later`]);
  assert.equal(host.indexSize, 1);
  await files.filesChanged([], [folder]);
  assert.equal(host.indexSize, 0);
});
