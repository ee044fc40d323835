import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root, runNode } from '../../scripts/run.ts';
import type { ServerStatus } from '../../server/src/protocol/serverStatus.ts';
import { type ApiServer, startApiServer } from '../cluster/apiServer.ts';
import { Folder, kubeconfig, loginCommand } from '../cluster/kubeconfig.ts';
import { makeFolder } from '../support/cli.ts';
import { LspClient } from '../support/lspClient.ts';
import { statefulSet } from '../support/manifests.ts';
import { patienceMs } from '../support/patience.ts';
import { kustomizationWith, othersWith } from './hostileManifest.ts';

// The server as it is built, in a folder that nobody trusts: whatever it opens, starts or connects to is written down by a
// script that Node reads before it.

const recorder = `
const fs = require('node:fs');
const write = fs.writeSync;
const record = fs.openSync(process.env.RECORD, 'a');
const note = (what, where) => write(record, JSON.stringify([what, String(where)]) + '\\n');
const wrap = (object, name, what, where = (args) => args[0]) => {
  const real = object[name];
  object[name] = function (...args) {
    note(what, where(args));
    return real.apply(this, args);
  };
};
for (const name of ['open', 'openSync', 'opendir', 'opendirSync', 'readdir', 'readdirSync', 'watch', 'watchFile', 'createReadStream'])
  wrap(fs, name, 'open');
for (const name of ['open', 'readFile', 'readdir', 'opendir', 'watch']) wrap(fs.promises, name, 'open');
for (const name of ['readFile', 'readFileSync', 'writeFile', 'writeFileSync'])
  wrap(fs, name, 'open', ([file]) => (typeof file === 'number' ? process.env.RECORD : file));
wrap(require('node:child_process').ChildProcess.prototype, 'spawn', 'start', ([options]) => options.file);
for (const name of ['spawnSync', 'execFileSync', 'execSync']) wrap(require('node:child_process'), name, 'start');
wrap(require('node:net').Socket.prototype, 'connect', 'connect', (args) => JSON.stringify(args[0]));
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) wrap(require('node:dns'), name, 'connect');
wrap(require('node:dgram'), 'createSocket', 'connect');
`;

describe('the built server', { timeout: 2 * patienceMs }, () => {
  const home = new Folder();
  const removals: (() => void)[] = [() => home.remove()];
  let api: ApiServer;
  before(async () => {
    const { status, output } = await runNode(['esbuild.mjs', '--quiet']);
    assert.equal(status, 0, output);
    api = await startApiServer();
    removals.push(() => void api.close());
  });
  after(() => {
    for (const remove of removals) remove();
  });

  async function record(isTrusted: boolean): Promise<{ what: string; where: string }[]> {
    const { folder, remove } = makeFolder({
      'set.yaml': statefulSet,
      'others.yaml': othersWith('http://evil.example/x'),
      'kustomization.yaml': kustomizationWith('https://evil.example/y'),
      '.statefulset.yaml': 'cluster: { enabled: true, allowedContexts: [dev] }\nplatform: https://evil.example\n',
      '.kube/config': kubeconfig(api.url, loginCommand(home)),
      '.vscode/settings.json': '{ "statefulset.cluster.enabled": true, "statefulset.trace.server": "verbose" }',
      'schema.yaml':
        '# yaml-language-server: $schema=https://evil.example/schema.json\n$schema: https://evil.example/s\na: 1\n',
    });
    removals.push(remove);
    const place = fs.realpathSync(folder);
    const recordFile = home.write(`record-${isTrusted}`, '');
    const preload = home.write('recorder.cjs', recorder);
    const variables = {
      RECORD: recordFile,
      KUBECONFIG: home.write('config', kubeconfig(api.url, loginCommand(home))),
      XDG_CACHE_HOME: path.join(home.path, 'cache'),
    };
    const program = [preload, path.join(root, 'server/dist/server.cjs')] as const;
    const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, variables);
    try {
      const { client } = LspClient.spawn({
        command: [process.execPath, '--require', ...program, '--stdio'],
        folders: [pathToFileURL(place).href],
        configuration: { statefulset: { cluster: { enabled: true, allowedContexts: ['dev'] } } },
        initializationOptions: { cluster: { isTrusted, asksConsent: true } },
      });
      await client.start();
      await client.indexed();
      await use(client, place);
      const state = isTrusted ? 'ready' : 'untrusted';
      await client.request('statefulset/cluster/refresh', undefined);
      await client.waitFor<ServerStatus>('statefulset/status', ({ cluster }) => cluster?.state === state);
      await client.stop();
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
    const own = [place, folder, recordFile, variables.XDG_CACHE_HOME, path.join(root, 'server/dist')];
    return fs
      .readFileSync(recordFile, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as [string, string])
      .map(([what, where]) => ({ what, where: where.replace(/^file:\/\//, '') }))
      .filter(({ what, where }) => what !== 'open' || !own.some((each) => where.startsWith(each)));
  }

  /** What somebody does with the files: looks at all of them, formats, follows names. */
  async function use(client: LspClient, place: string): Promise<void> {
    for (const name of ['set.yaml', 'others.yaml', 'kustomization.yaml', 'schema.yaml', '.statefulset.yaml']) {
      const text = fs.readFileSync(path.join(place, name), 'utf8');
      const uri = pathToFileURL(path.join(place, name)).href;
      await client.open(uri, text);
      const textDocument = { uri };
      for (let line = 0; line < text.split('\n').length; line += 3) {
        const position = { line, character: 4 };
        for (const method of ['hover', 'completion', 'definition', 'references'])
          await client.request(`textDocument/${method}`, {
            textDocument,
            position,
            context: { includeDeclaration: true },
          });
      }
      await client.request('textDocument/formatting', { textDocument, options: { tabSize: 2, insertSpaces: true } });
    }
  }

  test('starts nothing, connects to nothing and reads nothing outside of the folder while nobody trusts it', async () => {
    const found = await record(false);
    assert.deepEqual(found, []);
    assert.deepEqual([api.requests, home.has('runs')], [[], false]);
  });

  test('is seen to do all that once the folder is trusted and the cluster switched on', async () => {
    const found = await record(true);
    assert.ok(found.some(({ what, where }) => what === 'open' && where === path.join(home.path, 'config')));
    assert.ok(found.some(({ what, where }) => what === 'start' && where === process.execPath));
    assert.ok(found.some(({ what }) => what === 'connect'));
    assert.ok(api.requests.length > 0 && home.has('runs'));
    const elsewhere = found.filter(({ where }) => !where.startsWith(home.path));
    assert.deepEqual(
      elsewhere.filter(({ what }) => what === 'open'),
      [],
      'of files it needs the kubeconfig alone',
    );
  });
});
