import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import type { ServerStatus } from '../../server/src/protocol/serverStatus.ts';
import { type ClientOptions, fullCapabilities, LspClient } from '../support/lspClient.ts';
import { headlessService, statefulSet } from '../support/manifests.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';

const folder = 'file:///w';
const set = `${folder}/web.yaml`;
const settingsFile = `${folder}/.statefulset.yaml`;
const unresolved = 'service-name-unresolved';

/** A client that cannot be asked for its settings. */
const tellingCapabilities = { ...fullCapabilities, workspace: { workspaceFolders: true } };

function severityOf(diagnostics: readonly Diagnostic[], code: string): number | undefined {
  return diagnostics.find((diagnostic) => diagnostic.code === code)?.severity;
}

async function open(files: MemoryFiles, options: ClientOptions = {}): Promise<LspClient> {
  const client = await LspClient.inProcess({ folders: [folder], runtime: { files }, ...options }).start();
  await client.open(set, statefulSet);
  return client;
}

async function untilSeverity(client: LspClient, wanted: number | undefined): Promise<void> {
  await client.diagnostics(set, ({ diagnostics }) => severityOf(diagnostics, unresolved) === wanted);
}

test('severities come from the editor where it can be asked, and follow its changes', async () => {
  const configuration = { statefulset: { rules: { [unresolved]: 'error' } } };
  const client = await open(new MemoryFiles(), { configuration });
  await untilSeverity(client, 1);
  client.forget();
  client.configuration = { statefulset: { rules: { [unresolved]: 'hint' } } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await untilSeverity(client, 4);
});

test('a client that cannot be asked sends its settings along', async () => {
  const client = await open(new MemoryFiles(), {
    capabilities: tellingCapabilities,
    initializationOptions: { settings: { rules: { [unresolved]: 'information' } } },
  });
  await untilSeverity(client, 3);
  client.forget();
  const settings = { statefulset: { rules: { [unresolved]: 'error' } } };
  await client.notify('workspace/didChangeConfiguration', { settings });
  await untilSeverity(client, 1);
});

test('the project file counts, and the editor wins rule by rule', async () => {
  const files = new MemoryFiles({
    [settingsFile]: `kubernetesVersion: 1.30\nrules:\n  ${unresolved}: error\n  unknown-field: hint\n`,
  });
  const configuration = { statefulset: { rules: { [unresolved]: 'information' } } };
  const client = await open(files, { configuration });
  await untilSeverity(client, 3);
  const status = await client.waitFor<ServerStatus>('statefulset/status', ({ index }) => index.state === 'ready');
  // A number that lost its last zero would be 1.3.
  assert.equal(status.kubernetesVersion, '1.30');
  client.forget();
  await client.replace(set, 'replicas: 3', 'replica: 3');
  const found = await client.diagnostics(set, ({ version }) => version === 2);
  assert.equal(severityOf(found, 'unknown-field'), 4);
});

test('a change of the project file is noticed when it is told, or when it is saved in the editor', async () => {
  const files = new MemoryFiles();
  const client = await open(files);
  await untilSeverity(client, 2);
  client.forget();
  files.set(settingsFile, `rules:\n  ${unresolved}: error\n`);
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: settingsFile, type: 1 }] });
  await untilSeverity(client, 1);
  client.forget();
  files.set(settingsFile, `rules:\n  ${unresolved}: off\n`);
  await client.notify('textDocument/didSave', { textDocument: { uri: settingsFile } });
  await untilSeverity(client, undefined);
  client.forget();
  files.texts.delete(settingsFile);
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: settingsFile, type: 3 }] });
  await untilSeverity(client, 2);
});

test('settings that are none are named in one message, and the well-formed ones count', async () => {
  const configuration = {
    statefulset: { kubernetesVersion: '9.9', rules: { [unresolved]: 'error', 'unknown-field': 'loud' } },
  };
  const client = await open(new MemoryFiles({ [settingsFile]: 'platform: [1]\n' }), { configuration });
  await untilSeverity(client, 1);
  const shown = client.received.filter(({ method }) => method === 'window/showMessage');
  assert.equal(shown.length, 1);
  const { message } = shown[0]!.params as { message: string };
  for (const name of ['kubernetesVersion', 'rules.unknown-field', 'platform', '.statefulset.yaml']) {
    assert.ok(message.includes(name), `"${message}" names ${name}`);
  }
});

test('an open project file shows what does not count, where it stands, and follows the text', async () => {
  const client = await LspClient.inProcess({ folders: [folder], runtime: { files: new MemoryFiles() } }).start();
  await client.open(
    settingsFile,
    'platform: esk\nrules:\n  unknown-fields: off\n  wrong-type: eror\nexlude: []\ncluster: {}\n',
  );
  const found = await client.diagnostics(settingsFile, ({ diagnostics }) => diagnostics.length > 0);
  assert.deepEqual(
    found.map(({ range: { start, end }, message, code, severity }) => [
      start.line,
      start.character,
      end.character,
      message,
      code,
      severity,
    ]),
    [
      [0, 10, 13, 'Setting "platform" is not a platform that is known ("esk"); did you mean "eks"?', 'settings', 2],
      [2, 2, 16, 'There is no rule "unknown-fields"; did you mean "unknown-field"?', 'settings', 2],
      [
        3,
        14,
        18,
        'Setting "rules.wrong-type" is not one of error, warning, information, hint, off; did you mean "error"?',
        'settings',
        2,
      ],
      [4, 0, 6, 'There is no setting "exlude"; did you mean "exclude"?', 'settings', 2],
      [5, 0, 7, 'Setting "cluster" counts in the settings of an editor only; it is ignored', 'settings', 2],
    ],
  );
  client.forget();
  await client.replace(settingsFile, 'platform: esk', 'platform: eks');
  const next = await client.diagnostics(settingsFile, ({ version }) => version === 2);
  assert.equal(next.length, 4);
});

test('a project file that is no YAML, and settings that are no mapping, leave the defaults', async () => {
  const files = new MemoryFiles({ [settingsFile]: 'rules: [\n' });
  const client = await open(files, { configuration: { statefulset: 'loud' } });
  await untilSeverity(client, 2);
  await client.waitFor('window/showMessage');
});

test('excluded files are neither read nor checked, whoever excludes them', async () => {
  const kept = `${folder}/app/service.yaml`;
  const files = new MemoryFiles({
    [kept]: headlessService,
    [`${folder}/charts/a/service.yaml`]: headlessService,
    [`${folder}/out/service.yaml`]: headlessService,
    [`${folder}/old.yml`]: headlessService,
  });
  const configuration = {
    statefulset: { exclude: ['charts/**', '*.{yml,json}'] },
    'files.exclude': { '**/out': true, app: false, '**/service.yaml': { when: 'x' } },
  };
  const client = await LspClient.inProcess({ folders: [folder], runtime: { files }, configuration }).start();
  await client.indexed();
  const manifests = files.reads.filter((uri) => uri !== settingsFile);
  assert.deepEqual(manifests, [kept]);
  const excluded = `${folder}/charts/a/set.yaml`;
  await client.open(excluded, 'kind: Service\napiVersion: v1\nfoo: 1\n');
  assert.deepEqual(await client.diagnostics(excluded), []);
});

test('an excluded file that is open defines nothing for the others', async () => {
  const excluded = `${folder}/charts/service.yaml`;
  const configuration = { statefulset: { exclude: ['charts/'] } };
  const client = await open(new MemoryFiles({ [excluded]: headlessService }), { configuration });
  await client.open(excluded, headlessService);
  await client.indexed();
  await untilSeverity(client, 2);
  client.forget();
  client.configuration = { statefulset: {} };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await untilSeverity(client, undefined);
  client.forget();
  client.configuration = configuration;
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await untilSeverity(client, 2);
});

test('a changed exclude list takes files out of the index, and brings them back', async () => {
  const service = `${folder}/service.yaml`;
  const client = await open(new MemoryFiles({ [service]: headlessService }));
  await client.indexed();
  await untilSeverity(client, undefined);
  client.forget();
  client.configuration = { statefulset: { exclude: ['service.yaml'] } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await untilSeverity(client, 2);
  client.forget();
  client.configuration = { statefulset: {} };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await untilSeverity(client, undefined);
});

test('the chosen version and platform are told as status', async () => {
  const configuration = { statefulset: { kubernetesVersion: '1.31', platform: 'eks' } };
  const client = await open(new MemoryFiles(), { configuration });
  const status = await client.waitFor<ServerStatus>('statefulset/status', ({ index }) => index.state === 'ready');
  assert.deepEqual([status.kubernetesVersion, status.platform], ['1.31', 'eks']);
});

test('in a workspace of several folders each file has the settings of its own folder', async () => {
  const [first, second] = ['file:///w/first', 'file:///w/second'];
  const files = new MemoryFiles({
    [`${first}/.statefulset.yaml`]: `rules:\n  ${unresolved}: error\n`,
    [`${second}/.statefulset.yaml`]: `rules:\n  ${unresolved}: hint\nkubernetesVersion: "1.30"\nexclude: [old]\n`,
    [`${second}/old/service.yaml`]: headlessService,
    [`${first}/old/other.yaml`]: headlessService.replace('name: web\n', 'name: other\n'),
  });
  const client = await LspClient.inProcess({ folders: [first, second], runtime: { files } }).start();
  const severity = async (uri: string, wanted: number | undefined) =>
    client.diagnostics(uri, ({ diagnostics }) => severityOf(diagnostics, unresolved) === wanted);
  await client.open(`${first}/set.yaml`, statefulSet);
  await client.open(`${second}/set.yaml`, statefulSet);
  await severity(`${first}/set.yaml`, 1);
  await severity(`${second}/set.yaml`, 4);
  await client.indexed();
  assert.ok(files.reads.includes(`${first}/old/other.yaml`), 'what one folder excludes is read in the other');
  assert.ok(!files.reads.includes(`${second}/old/service.yaml`));
  const hover = async (uri: string) => {
    const text = statefulSet.replace(
      'spec:\n',
      'spec:\n  updateStrategy:\n    rollingUpdate:\n      maxUnavailable: 2\n',
    );
    await client.replace(uri, statefulSet, text);
    const line = text.split('\n').findIndex((each) => each.includes('maxUnavailable'));
    const params = { textDocument: { uri }, position: { line, character: 8 } };
    return JSON.stringify(await client.request('textDocument/hover', params));
  };
  assert.match(await hover(`${second}/set.yaml`), /Kubernetes 1\.30 drops it/);
  assert.doesNotMatch(await hover(`${first}/set.yaml`), /drops it/);
  client.forget();
  files.set(`${second}/.statefulset.yaml`, `rules:\n  ${unresolved}: information\n`);
  await client.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: `${second}/.statefulset.yaml`, type: 2 }],
  });
  await severity(`${second}/set.yaml`, undefined);
});

test('a folder that joins later brings its settings, and takes them along when it goes', async () => {
  const second = 'file:///v';
  const files = new MemoryFiles({ [`${second}/.statefulset.yaml`]: `rules:\n  ${unresolved}: hint\n` });
  const client = await open(files);
  await client.open(`${second}/set.yaml`, statefulSet);
  await client.diagnostics(`${second}/set.yaml`, ({ diagnostics }) => severityOf(diagnostics, unresolved) === 2);
  const event = { added: [{ uri: second, name: 'v' }], removed: [] };
  await client.notify('workspace/didChangeWorkspaceFolders', { event });
  await client.diagnostics(`${second}/set.yaml`, ({ diagnostics }) => severityOf(diagnostics, unresolved) === 4);
  client.forget();
  await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: event.added } });
  await client.diagnostics(`${second}/set.yaml`, ({ diagnostics }) => severityOf(diagnostics, unresolved) === 2);
});

test('hints and lenses are asked for anew when their setting is switched, each alone', async () => {
  const { workspace } = fullCapabilities;
  const refreshing = { ...workspace, inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } };
  const client = await open(new MemoryFiles(), { capabilities: { ...fullCapabilities, workspace: refreshing } });
  const refreshed = async (settings: object, last: string): Promise<string[]> => {
    client.forget();
    client.configuration = { statefulset: settings };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.waitFor(last);
    return client.received.map(({ method }) => method).filter((method) => method.endsWith('/refresh'));
  };
  const hints = 'workspace/inlayHint/refresh';
  const lenses = 'workspace/codeLens/refresh';
  await client.indexed();
  assert.deepEqual(await refreshed({ inlayHints: { enabled: false } }, hints), [hints]);
  assert.deepEqual(await refreshed({ inlayHints: { enabled: false }, codeLens: { enabled: false } }, lenses), [lenses]);
  assert.deepEqual(await refreshed({}, lenses), [hints, lenses]);
});
