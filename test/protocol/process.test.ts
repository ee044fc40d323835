import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  ErrorCodes,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type ResponseMessage,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { LspClient } from '../support/lspClient.ts';
import { headlessService, statefulSet } from '../support/manifests.ts';
import { patienceMs } from '../support/patience.ts';

const main = path.join(import.meta.dirname, '../../server/src/node/main.ts');

/** Status of a process once it has ended; fails the test when it does not within the deadline. */
async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const [status] = await once(child, 'exit', { signal: AbortSignal.timeout(patienceMs) });
  return status as number | null;
}

async function initialize(connection: MessageConnection, processId: number | null = null): Promise<InitializeResult> {
  return connection.sendRequest('initialize', { processId, rootUri: null, capabilities: {} });
}

test('over stdio a session runs from start to end, with files from the disk', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'statefulset-'));
  try {
    fs.writeFileSync(path.join(folder, 'service.yaml'), headlessService);
    const { client, process: child } = LspClient.spawn({ folders: [pathToFileURL(folder).href] });
    await client.start();
    assert.match(client.result.serverInfo?.version ?? '', /^\d+\.\d+\.\d+/);
    await client.indexed();
    const uri = pathToFileURL(path.join(folder, 'web.yaml')).href;
    await client.open(uri, statefulSet.replace('replicas: 3', 'replica: 3'));
    const found = await client.diagnostics(uri);
    const codes = found.map(({ code }) => code);
    assert.ok(codes.includes('unknown-field'));
    assert.equal(codes.includes('service-name-unresolved'), false);
    await client.stop();
    assert.equal(await ended(child), 0);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

test('the process ends with status 1 when its input ends without a shutdown', async () => {
  const child = spawn(process.execPath, [main, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  await initialize(connection);
  child.stdin.end();
  assert.equal(await ended(child), 1);
});

test('the process ends when the process of its client is gone, even if its input stays open', async () => {
  const client = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const child = spawn(process.execPath, [main, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  await initialize(connection, client.pid);
  client.kill('SIGKILL');
  await ended(client);
  assert.equal(await ended(child), 1);
});

test('a client that is killed takes the server along', async () => {
  // The client is a process of its own, so that killing it closes its pipes as an editor's crash does.
  const script = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, [${JSON.stringify(main)}, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit', 3] });
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } });
    child.stdin.write('Content-Length: ' + Buffer.byteLength(body) + '\\r\\n\\r\\n' + body);
    child.stdout.once('data', () => console.log('served'));
    setInterval(() => {}, 1000);`;
  const client = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
  // Both processes hold the other end of this pipe: it ends when the last of them has.
  const held = client.stdio[3] as net.Socket;
  const heldEnd = once(held.resume(), 'end', { signal: AbortSignal.timeout(patienceMs) });
  await once(client.stdout!, 'data', { signal: AbortSignal.timeout(patienceMs) });
  client.kill('SIGKILL');
  await ended(client);
  await heldEnd;
});

test('over the channel of Node processes it serves, and ends when the channel closes', async () => {
  const child = fork(main, ['--node-ipc'], { stdio: 'inherit' });
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  connection.listen();
  const { serverInfo } = await initialize(connection);
  assert.equal(serverInfo?.name, 'statefulset-language-server');
  child.disconnect();
  assert.equal(await ended(child), 1);
});

/** A client that listens on a port of its own, says which one, and sends more than can be answered at once. */
const listening = `
  const net = require('node:net');
  const listener = net.createServer((socket) => {
    const send = (message) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      socket.write('Content-Length: ' + Buffer.byteLength(body) + '\\r\\n\\r\\n' + body);
    };
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    socket.once('data', () => {
      send({ method: 'initialized', params: {} });
      const text = ('---\\napiVersion: v1\\nkind: Pod\\nfoo: 1\\n').repeat(300);
      const textDocument = { uri: 'file:///nowhere/a.yaml', languageId: 'yaml', version: 1, text };
      send({ method: 'textDocument/didOpen', params: { textDocument } });
      for (let id = 2; id < 200; id++) {
        send({ id, method: 'textDocument/documentSymbol', params: { textDocument } });
      }
      console.log('served');
    });
  });
  listener.listen(0, '127.0.0.1', () => console.log(listener.address().port));`;

test('a client on a socket that is killed in the middle of requests takes the server along', async () => {
  // Its process is not named in `initialize`, so that only the connection tells that it is gone.
  const client = spawn(process.execPath, ['-e', listening], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = () => once(client.stdout, 'data', { signal: AbortSignal.timeout(patienceMs) });
  const port = Number(String((await said())[0]));
  const child = spawn(process.execPath, [main, `--socket=${port}`], { stdio: ['ignore', 'inherit', 'pipe'] });
  await said();
  client.kill('SIGKILL');
  assert.equal(await ended(child), 1);
});

for (const how of ['end', 'destroy', 'resetAndDestroy'] as const) {
  test(`a client that closes its socket in the middle of requests ends the server (${how})`, async () => {
    const listener = net.createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as net.AddressInfo;
    const child = spawn(process.execPath, [main, `--socket=${port}`], { stdio: ['ignore', 'inherit', 'pipe'] });
    const [socket] = (await once(listener, 'connection', { signal: AbortSignal.timeout(patienceMs) })) as [net.Socket];
    const connection = createMessageConnection(new StreamMessageReader(socket), new StreamMessageWriter(socket));
    connection.listen();
    await initialize(connection);
    connection.onError(() => {});
    const textDocument = {
      uri: 'file:///nowhere/a.yaml',
      languageId: 'yaml',
      version: 1,
      text: statefulSet.repeat(200),
    };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    for (let at = 0; at < 100; at++) {
      connection.sendRequest('textDocument/documentSymbol', { textDocument }).catch(() => {});
    }
    // Once the first answer comes, the server is at work on the others.
    await connection.sendRequest('textDocument/documentSymbol', { textDocument });
    connection.sendRequest('textDocument/diagnostic', { textDocument }).catch(() => {});
    socket[how]();
    assert.equal(await ended(child), 1);
    connection.dispose();
    listener.close();
  });
}

for (const style of ['--socket=PORT', '--socket PORT']) {
  test(`it connects to a client that listens on a socket (${style})`, async () => {
    const listener = net.createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as net.AddressInfo;
    const child = spawn(process.execPath, [main, ...style.replace('PORT', `${port}`).split(' ')], { stdio: 'inherit' });
    const [socket] = (await once(listener, 'connection', { signal: AbortSignal.timeout(patienceMs) })) as [net.Socket];
    const connection = createMessageConnection(new StreamMessageReader(socket), new StreamMessageWriter(socket));
    connection.listen();
    const told = new Promise<PublishDiagnosticsParams>((resolve) => {
      connection.onNotification('textDocument/publishDiagnostics', resolve);
    });
    await initialize(connection);
    await connection.sendNotification('initialized', {});
    const textDocument = {
      uri: 'file:///nowhere/a.yaml',
      languageId: 'yaml',
      version: 1,
      text: 'kind: Pod\nfoo: 1\napiVersion: v1\n',
    };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    assert.ok((await told).diagnostics.length > 0);
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await ended(child), 0);
    listener.close();
  });
}

test('a socket that nobody listens on ends the process with an explanation', async () => {
  const listener = net.createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as net.AddressInfo;
  listener.close();
  await once(listener, 'close');
  const { status, stderr } = spawnSync(process.execPath, [main, `--socket=${port}`], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /connection to the editor failed/);
});

test('--help and --version print and end with status 0', () => {
  assert.match(execFileSync(process.execPath, [main, '--help'], { encoding: 'utf8' }), /--stdio/);
  assert.match(execFileSync(process.execPath, [main, '--version'], { encoding: 'utf8' }), /^\d+\.\d+\.\d+/);
});

test('wrong usage is explained on standard error, with status 2', () => {
  const wrong = [
    [],
    ['--stdoi'],
    ['--socket=none'],
    ['--socket'],
    ['--pipe'],
    ['--pipe='],
    ['--node-ipc'],
    ['--\u001b[31m'],
  ];
  for (const args of wrong) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
    assert.equal(status, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, /Usage:/);
    assert.equal(stderr.includes('\u001b'), false);
  }
});

test('a pipe is a path, also where it looks like a port', async () => {
  const listener = net.createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as net.AddressInfo;
  const child = spawn(process.execPath, [main, `--pipe=${port}`], { stdio: ['ignore', 'inherit', 'pipe'] });
  listener.on('connection', () => child.kill());
  assert.equal(await ended(child), 1);
  listener.close();
});

test('the process ends when the process that the command line names is gone', async () => {
  const client = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const args = [main, '--stdio', `--clientProcessId=${client.pid}`];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  client.kill('SIGKILL');
  await ended(client);
  assert.equal(await ended(child), 1);
});

test('a shutdown that was refused is none', async () => {
  const child = spawn(process.execPath, [main, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  await assert.rejects(connection.sendRequest('shutdown'), { code: ErrorCodes.ServerNotInitialized });
  await initialize(connection);
  await connection.sendNotification('exit');
  assert.equal(await ended(child), 1);
});

test('what is no message ends neither the session nor the process', async () => {
  const { client, process: child } = LspClient.spawn({});
  await client.start();
  const body = '{"jsonrpc": "2.0", "method": 17}';
  child.stdin?.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
  const uri = 'file:///nowhere/a.yaml';
  await client.open(uri, 'kind: Pod\nfoo: 1\napiVersion: v1\n');
  assert.ok((await client.diagnostics(uri)).length > 0);
  await client.stop();
  assert.equal(await ended(child), 0);
});

test('what cannot be read as a message is answered as the protocol says, and the next one is read', async () => {
  const child = spawn(process.execPath, [main, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const reader = new StreamMessageReader(child.stdout);
  const codes = new Map<unknown, number | undefined>();
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  reader.listen((answer) => {
    const { id, error } = answer as ResponseMessage;
    codes.set(id, error?.code);
    if (id === 'last') resolve();
  });
  const send = (content: string) =>
    child.stdin.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);
  const initialize = (id: number | string, params: unknown) =>
    send(JSON.stringify({ jsonrpc: '2.0', id, method: 'initialize', params }));
  send('{no message');
  // Of `initialize` the package itself reads more than it checks.
  for (const [id, params] of [null, {}, { capabilities: null }, { capabilities: 5 }, 5].entries())
    initialize(id, params);
  const odd = { general: { positionEncodings: 'utf-8' }, textDocument: { hover: { contentFormat: 5 } } };
  initialize('last', { capabilities: { ...odd, workspace: null }, processId: 1e308 });
  await Promise.race([answered, once(child, 'exit', { signal: AbortSignal.timeout(patienceMs) })]);
  const { InvalidParams, ParseError } = ErrorCodes;
  assert.deepEqual(Object.fromEntries(codes), {
    ...{ null: ParseError, 0: InvalidParams, 1: InvalidParams, 2: InvalidParams, 3: InvalidParams, 4: InvalidParams },
    last: undefined,
  });
  child.stdin.end();
  assert.equal(await ended(child), 1);
});
