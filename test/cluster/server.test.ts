import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fingerprintOf } from '../../server/src/node/clusterWatch.ts';
import type { ClusterConsentParams, ClusterInitialization, ClusterStatus } from '../../server/src/protocol/cluster.ts';
import type { ServerStatus } from '../../server/src/protocol/serverStatus.ts';
import type { Cluster } from '../../server/src/runtime/ports.ts';
import { LspClient } from '../support/lspClient.ts';
import { send } from './apiServer.ts';
import { kubeconfig, loginCommand } from './kubeconfig.ts';
import { claim, storageClass } from './objects.ts';
import { api, folder } from './session.ts';

// A server and an API server of our own: where it matters a process over stdio, as editors start it, else the same
// wiring in this process.

const running: { client: LspClient; process?: ChildProcess }[] = [];

afterEach(async () => {
  for (const { client, process: child } of running.splice(0)) {
    const ended = child && once(child, 'exit');
    await client.stop();
    await ended;
  }
});

interface Session {
  readonly client: LspClient;
  readonly uri: string;
}

/** A server that has read its folder and checked an open claim. */
async function start(options: {
  readonly config?: string;
  /** Where the kubeconfig would be; none is written there. */
  readonly configFile?: string;
  readonly settings?: Record<string, unknown>;
  readonly cluster?: ClusterInitialization;
  readonly allow?: (question: ClusterConsentParams) => boolean;
  readonly isProcess?: true;
  /** In place of what reads a real cluster. */
  readonly port?: Cluster;
}): Promise<Session> {
  process.env.KUBECONFIG = options.configFile ?? folder.write('config', options.config ?? kubeconfig(api.url));
  const { settings = { enabled: true } } = options;
  const parts = {
    folders: [pathToFileURL(folder.path).href],
    configuration: { statefulset: { cluster: settings } },
    initializationOptions: { cluster: options.cluster ?? {} },
    ...(options.port ? { runtime: { cluster: options.port } } : {}),
  };
  const session = options.isProcess ? LspClient.spawn(parts) : { client: LspClient.inProcess(parts) };
  running.push(session);
  const { client } = session;
  const { allow } = options;
  if (allow) {
    client.answers.set('statefulset/cluster/consent', (params) => ({
      isAllowed: allow(params as ClusterConsentParams),
    }));
  }
  await client.start();
  await client.indexed();
  const uri = pathToFileURL(path.join(folder.path, 'claim.yaml')).href;
  await client.open(uri, claim);
  await client.diagnostics(uri);
  return { client, uri };
}

async function cluster(client: LspClient, state: ClusterStatus['state']): Promise<ClusterStatus> {
  const status = await client.waitFor<ServerStatus>('statefulset/status', (each) => each.cluster?.state === state);
  return status.cluster!;
}

/** What the server says of the claim's class, once it says what is wanted. */
function warned(client: LspClient, uri: string, words: RegExp): Promise<unknown> {
  return client.diagnostics(uri, ({ diagnostics }) => diagnostics.some(({ message }) => words.test(String(message))));
}

async function classNames({ client, uri }: Session): Promise<string[]> {
  const position = client.position(uri, 'storageClassName: ', 'storageClassName: '.length);
  const answer = await client.request<{ items: { label: string; detail?: string }[] }>('textDocument/completion', {
    textDocument: { uri },
    position,
  });
  return answer.items.map(({ label, detail }) => `${label} | ${detail}`);
}

/** Settled once the server has answered two requests in a row, so that whatever it had begun had its turn. */
async function settled({ client, uri }: Session): Promise<void> {
  for (let turn = 0; turn < 2; turn++)
    await client.request('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } });
}

const refresh = (client: LspClient) => client.request('statefulset/cluster/refresh', undefined);

test('the classes of the cluster come into completion, hover and diagnostics, by refreshing too', async () => {
  const startMs = Date.now();
  const session = await start({ isProcess: true });
  const { client, uri } = session;
  const status = await cluster(client, 'ready');
  assert.deepEqual([status.context, status.classes], ['dev', 1]);
  const { readAt = 0 } = status;
  assert.ok(startMs <= readAt && readAt <= Date.now(), `read at ${readAt}`);
  await warned(client, uri, /"fats" is no class of the workspace or of cluster "dev"; did you mean "fast"/);
  assert.ok((await classNames(session)).some((offer) => /^fast \| .*cluster dev$/.test(offer)));
  await client.replace(uri, 'fats', 'fast');
  const hover = await client.request<{ contents: { value: string } }>('textDocument/hover', {
    textDocument: { uri },
    position: client.position(uri, 'fast', 1),
  });
  assert.match(hover.contents.value, /cluster `dev`, read just now/);

  api.objects.storageclasses = [storageClass('slow')];
  client.forget();
  await refresh(client);
  await warned(client, uri, /"fast" is no class/);
  assert.ok(
    api.requests.every((request) =>
      /^GET \/apis\/storage\.k8s\.io\/v1\w*\/(storageclasses|csidrivers|volumeattributesclasses)\?/.test(request),
    ),
  );
});

test('a plain client refreshes by the command of that name', async () => {
  const { client } = await start({});
  await cluster(client, 'ready');
  assert.deepEqual(client.result.capabilities.executeCommandProvider, { commands: ['statefulset.refreshCluster'] });
  client.forget();
  await client.request('workspace/executeCommand', { command: 'statefulset.refreshCluster' });
  await cluster(client, 'ready');
  await assert.rejects(client.request('workspace/executeCommand', { command: 'rm' }), /not known here/);
});

test('switching it off forgets the cluster, switching it on reads it', async () => {
  const session = await start({ settings: {} });
  const { client, uri } = session;
  await refresh(client);
  await settled(session);
  assert.deepEqual(api.requests, []);
  client.configuration = { statefulset: { cluster: { enabled: true } } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await cluster(client, 'ready');
  await warned(client, uri, /cluster "dev"/);
  client.forget();
  client.configuration = { statefulset: {} };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 0);
  await client.waitFor<ServerStatus>('statefulset/status', (status) => status.cluster === undefined);
});

describe('a kubeconfig that changes', () => {
  const other = () => kubeconfig(api.url).replaceAll('"dev"', '"prod"');
  /** How often the classes were asked for. */
  const reads = () => api.requests.filter((request) => request.includes('/storageclasses')).length;

  test('is read again: another context, and one that is put in place of it', async () => {
    const session = await start({});
    const { client } = session;
    await cluster(client, 'ready');
    client.forget();
    api.objects.storageclasses = [storageClass('slow')];
    folder.write('config', other());
    const status = await cluster(client, 'ready');
    assert.equal(status.context, 'prod');
    assert.ok((await classNames(session)).some((offer) => /^slow \| .*cluster prod$/.test(offer)));
    client.forget();
    fs.renameSync(
      folder.write('config.new', kubeconfig(api.url, { token: 'another' })),
      path.join(folder.path, 'config'),
    );
    assert.equal((await cluster(client, 'ready')).context, 'dev');
    assert.equal(reads(), 3);
  });

  test('is read when it comes into being, and when the folder around it does', async () => {
    const missing = path.join(folder.path, 'home/.kube');
    const { client } = await start({ configFile: path.join(missing, 'config') });
    const status = await cluster(client, 'failed');
    assert.match(status.message ?? '', /There is no kubeconfig/);
    client.forget();
    fs.mkdirSync(missing, { recursive: true });
    fs.writeFileSync(path.join(missing, 'config'), kubeconfig(api.url));
    await cluster(client, 'ready');
  });

  test('leads elsewhere by context, server and user, not by what a login notes in it', async () => {
    const fingerprint = (config: string) => fingerprintOf({ KUBECONFIG: folder.write('config', config) });
    const login = loginCommand(folder);
    const byToken = await fingerprint(kubeconfig(api.url, { token: 'one' }));
    const byLogin = await fingerprint(kubeconfig(api.url, login));
    assert.equal(await fingerprint(`${kubeconfig(api.url, { token: 'one' })}\n# the same`), byToken);
    assert.equal(await fingerprint(kubeconfig(api.url, { ...login, token: 'of the last login' })), byLogin);
    const others = [
      kubeconfig(api.url, { token: 'two' }),
      kubeconfig(`${api.url}/other`, { token: 'one' }),
      kubeconfig(api.url, { token: 'one' }, { 'tls-server-name': 'api' }),
      kubeconfig(api.url, { token: 'one' }).replaceAll('"dev"', '"prod"'),
      '{',
      '',
    ];
    const prints = new Set([byToken, byLogin]);
    for (const other of others) prints.add(await fingerprint(other));
    assert.equal(prints.size, others.length + 2);
  });
});

test('nobody watches the kubeconfig where the cluster is off or not trusted, nor after the end', async () => {
  const events: string[] = [];
  let change = () => {};
  const port: Cluster = {
    find: async () => {
      events.push('find');
      return { fault: `none here, look ${events.length}` };
    },
    watch: async (onChange) => {
      events.push('watch');
      change = onChange;
      return () => events.push('stop');
    },
  };
  const client = LspClient.inProcess({
    folders: [pathToFileURL(folder.path).href],
    runtime: { cluster: port },
    configuration: { statefulset: {} },
    initializationOptions: { cluster: { isTrusted: false } },
  });
  running.push({ client });
  await client.start();
  await client.indexed();
  assert.deepEqual(events, []);
  client.configuration = { statefulset: { cluster: { enabled: true } } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await cluster(client, 'untrusted');
  assert.deepEqual(events, []);
  await client.notify('statefulset/trust', { isTrusted: true });
  await cluster(client, 'failed');
  assert.deepEqual(events, ['watch', 'find']);
  client.forget();
  change();
  await cluster(client, 'failed');
  assert.deepEqual(events, ['watch', 'find', 'find']);
  client.configuration = { statefulset: {} };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await client.waitFor<ServerStatus>('statefulset/status', (status) => status.cluster === undefined);
  change();
  assert.deepEqual(events, ['watch', 'find', 'find', 'stop']);
});

describe('nothing is read and nothing runs', () => {
  test('where the setting is off, whatever the project says', async () => {
    folder.write('.statefulset.yaml', 'cluster:\n  enabled: true\n  allowedContexts: [dev]\n');
    const session = await start({ settings: {}, config: kubeconfig(api.url, loginCommand(folder)) });
    const { client } = session;
    await client.waitFor<{ message: string }>('window/showMessage', ({ message }) =>
      /"cluster" counts in/.test(message),
    );
    await refresh(client);
    await settled(session);
    assert.deepEqual([api.requests, folder.has('runs')], [[], false]);
  });

  test('while the folder is not trusted; once it is, the cluster is read', async () => {
    const config = kubeconfig(api.url, loginCommand(folder));
    const session = await start({
      isProcess: true,
      config,
      settings: { enabled: true, allowedContexts: ['dev'] },
      cluster: { isTrusted: false, asksConsent: true },
    });
    const { client } = session;
    const status = await cluster(client, 'untrusted');
    assert.match(status.message ?? '', /not trusted/);
    await refresh(client);
    await settled(session);
    assert.deepEqual([api.requests, folder.has('runs')], [[], false]);
    await client.notify('statefulset/trust', { isTrusted: true });
    await cluster(client, 'ready');
    assert.equal(folder.read('runs').split('\n').length, 2);
    client.forget();
    await client.notify('statefulset/trust', { isTrusted: false });
    await cluster(client, 'untrusted');
  });

  test('where logging in runs a command and nobody can be asked', async () => {
    const session = await start({ config: kubeconfig(api.url, loginCommand(folder)) });
    const status = await cluster(session.client, 'failed');
    assert.match(status.message ?? '', /runs a command, which was not allowed for context "dev"/);
    await refresh(session.client);
    await settled(session);
    assert.deepEqual([api.requests, folder.has('runs')], [[], false]);
    session.client.configuration = { statefulset: { cluster: { enabled: true, allowedContexts: ['dev'] } } };
    await session.client.notify('workspace/didChangeConfiguration', { settings: null });
    await cluster(session.client, 'ready');
    assert.ok(folder.has('runs'));
  });

  test('where the user says no, until the user says yes', async () => {
    const questions: ClusterConsentParams[] = [];
    let isAllowed = false;
    const { client } = await start({
      config: kubeconfig(api.url, loginCommand(folder)),
      cluster: { asksConsent: true },
      allow: (question) => {
        questions.push(question);
        return isAllowed;
      },
    });
    await cluster(client, 'failed');
    assert.deepEqual([api.requests, folder.has('runs')], [[], false]);
    assert.deepEqual([questions[0]?.context, questions[0]?.server, questions[0]?.isRequested], ['dev', api.url, false]);
    assert.match(questions[0]?.command ?? '', /login\.mjs dev$/);
    isAllowed = true;
    await refresh(client);
    await cluster(client, 'ready');
    assert.equal(questions[1]?.isRequested, true);
    assert.equal(folder.read('runs').trim().split('\n').length, 1);
  });

  test('where the client fails when it is asked', async () => {
    const session = await start({
      config: kubeconfig(api.url, loginCommand(folder)),
      cluster: { asksConsent: true },
      allow: () => {
        throw new Error('no window');
      },
    });
    await cluster(session.client, 'failed');
    assert.deepEqual([api.requests, folder.has('runs')], [[], false]);
  });
});

describe('a cluster that does not answer', () => {
  test('keeps nothing waiting: requests are answered and text is checked meanwhile', async () => {
    const silent = { context: 'dev', server: api.url, command: undefined, read: () => new Promise<never>(() => {}) };
    const port: Cluster = { find: async () => silent, watch: async () => () => {} };
    const session = await start({ port });
    const { client, uri } = session;
    await cluster(client, 'reading');
    assert.ok((await classNames(session)).length > 0);
    client.forget();
    await client.replace(uri, 'storage: 10Gi', 'storag: 10Gi');
    await warned(client, uri, /storag/);
  });

  test('leaves what was read before, of the same context', async () => {
    const session = await start({});
    const { client } = session;
    const { readAt } = await cluster(client, 'ready');
    api.special = (_, response) => {
      send(response, 401, {});
      return true;
    };
    client.forget();
    await refresh(client);
    const status = await cluster(client, 'failed');
    assert.match(status.message ?? '', /does not accept the login of context "dev"/);
    assert.equal(status.readAt, readAt);
    assert.ok((await classNames(session)).some((offer) => offer.startsWith('fast |')));

    folder.write('config', kubeconfig(api.url).replaceAll('"dev"', '"other"'));
    client.forget();
    await refresh(client);
    assert.equal((await cluster(client, 'failed')).readAt, undefined);
    assert.ok(!(await classNames(session)).some((offer) => offer.startsWith('fast |')));
  });

  test('says so where there is no kubeconfig', async () => {
    const { client } = await start({ config: '' });
    const status = await cluster(client, 'failed');
    assert.match(status.message ?? '', /no current context/);
  });
});
