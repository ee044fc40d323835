import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readText, type Unreadable } from '../../server/src/cli/files.ts';
import { writeAtomically } from '../../server/src/cli/fixFiles.ts';
import { nodeFileSystem } from '../../server/src/node/fileSystem.ts';
import { readBlocking } from '../../server/src/node/readText.ts';
import { makeFolder, runCli } from '../support/cli.ts';
import { LspClient } from '../support/lspClient.ts';
import { headlessService } from '../support/manifests.ts';

// What is listed as a file may be something else by the time that it is read: nothing of it may be waited for.

const { folder, remove } = makeFolder({ 'text.yaml': headlessService, 'folder.yaml/in.yaml': headlessService });
const at = (name: string): string => path.join(folder, name);
const others: readonly string[] = ['pipe', 'held', 'socket', 'folder', 'device', 'endless'].map(
  (name) => `${name}.yaml`,
);
let writer: ChildProcess;
let server: net.Server;

describe('what is no file any more', { skip: process.platform !== 'linux' && 'needs Linux’ kinds of files' }, () => {
  before(async () => {
    execFileSync('mkfifo', [at('pipe.yaml'), at('held.yaml')]);
    fs.symlinkSync('/dev/zero', at('device.yaml'));
    fs.symlinkSync('/proc/self/pagemap', at('endless.yaml'));
    server = net.createServer().listen(at('socket.yaml'));
    await once(server, 'listening');
    // Somebody who holds the pipe open, and writes nothing into it. Opened for both, it keeps nobody waiting.
    const fd = fs.openSync(at('held.yaml'), 'r+');
    writer = spawn('sleep', ['1000'], { stdio: ['ignore', fd, 'ignore'] });
    fs.closeSync(fd);
  });
  after(() => {
    writer.kill();
    server.close();
    remove();
  });

  test('is told by the command line, and not waited for', () => {
    for (const name of others) {
      const unreadable: Unreadable[] = [];
      const startMs = performance.now();
      assert.equal(readText(at(name), unreadable), undefined, name);
      assert.equal(unreadable.length, 1, name);
      assert.ok(performance.now() - startMs < 10_000, name);
    }
  });

  test('is told by the server, and not waited for', async () => {
    for (const name of others) {
      const uri = pathToFileURL(at(name)).href;
      for (const content of [await nodeFileSystem.read(uri), readBlocking(at(name))])
        assert.ok(content.state === 'unreadable' || content.state === 'tooLarge', `${name}: ${content.state}`);
    }
  });

  test('is not written to when a repair was on its way', () => {
    for (const name of others) {
      const fault = writeAtomically(at(name), {
        before: headlessService,
        after: 'new',
        roots: [folder, '/dev', '/proc'],
      });
      assert.ok(fault !== undefined, name);
    }
    assert.equal(fs.readdirSync(folder).filter((name) => name.endsWith('.tmp')).length, 0);
  });

  test('where settings, kustomizations and charts are looked for, it is told or passed over', () => {
    const project = makeFolder({ 'web.yaml': headlessService });
    try {
      const names = ['.statefulset.yaml', 'kustomization.yaml', 'Chart.yaml', 'values.yaml', 'Kustomization'];
      for (const name of names) fs.symlinkSync(at('held.yaml'), path.join(project.folder, name));
      // A link to another name is no settings file; the pipe itself may be called so.
      fs.rmSync(path.join(project.folder, '.statefulset.yaml'));
      fs.linkSync(at('held.yaml'), path.join(project.folder, '.statefulset.yaml'));
      for (const args of [
        ['check', '.'],
        ['check', 'web.yaml'],
        ['check', '--fix', '.'],
        ['effective', 'web.yaml'],
      ]) {
        const { code, stderr } = runCli(args, { cwd: project.folder });
        assert.match(
          stderr,
          /\.statefulset\.yaml cannot be read, so its settings do not count: it is a pipe/,
          `${args}`,
        );
        assert.equal(code, 0, `${args}: ${stderr}`);
      }
    } finally {
      project.remove();
    }
  });

  test('holds up no server whose workspace it is in, and whose client tells of it', async () => {
    const { client, process: child } = LspClient.spawn({ folders: [pathToFileURL(folder).href] });
    after(() => child.kill());
    await client.start();
    await client.indexed();
    const changes = others.map((name) => ({ uri: pathToFileURL(at(name)).href, type: 2 }));
    await client.notify('workspace/didChangeWatchedFiles', { changes });
    const found = await client.request<{ name: string }[]>('workspace/symbol', { query: 'web' });
    assert.deepEqual(
      found.map(({ name }) => name),
      ['Service web', 'Service web'],
    );
    await client.until('what is left out', () =>
      others
        .filter((name) => !/folder/.test(name))
        .every((name) => client.received.some(({ method, params }) => isLeftOut({ method, params, name }))),
    );
    await client.stop();
  });
});

function isLeftOut({ method, params, name }: { method: string; params: unknown; name: string }): boolean {
  return method === 'window/logMessage' && (params as { message: string }).message.includes(`${name} is left out`);
}
