import { spawn } from 'node:child_process';
import path from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { makeBareServer } from './bareServer.mjs';
import { setDocument } from './manifests.ts';
import { measureAsync } from './measure.ts';
import type { Figure } from './report.ts';

const root = path.join(import.meta.dirname, '..');

/** From starting the process to the first diagnostics, beside a server that does nothing but publish an empty list. */
export async function benchStart(): Promise<readonly Figure[]> {
  const bareServer = await makeBareServer();
  const bare = await measureAsync(() => startOnce(bareServer), 12);
  const ours = await measureAsync(() => startOnce(path.join(root, 'server/bin/statefulset-language-server.js')), 12);
  return [
    { name: 'bare vscode-languageserver to first diagnostics', p50Ms: bare.p50, p95Ms: bare.p95 },
    {
      name: 'ours to first diagnostics',
      p50Ms: ours.p50,
      p95Ms: ours.p95,
      ratio: ours.p50 / bare.p50,
      yardstick: 'the bare server',
    },
  ];
}

async function startOnce(script: string): Promise<void> {
  const child = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published = new Promise<void>((resolve) =>
    connection.onNotification('textDocument/publishDiagnostics', () => resolve()),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: {},
  });
  await connection.sendNotification('initialized', {});
  const text = setDocument(0).replace('replicas', 'replica');
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: 'file:///bench.yaml', languageId: 'yaml', version: 1, text },
  });
  await published;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await exited;
  connection.dispose();
}
