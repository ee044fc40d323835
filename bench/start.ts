import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { makeBareServer } from './bareServer.mjs';
import { setDocument } from './manifests.ts';
import { timing } from './measure.ts';
import type { Figure } from './report.ts';

const ours = path.join(import.meta.dirname, '../server/bin/statefulset-language-server.js');
const runs = 15;

/**
 * From starting the process to the first diagnostics, beside a server that does nothing but publish an empty list; one
 * after the other in turn, so that both see the same machine.
 */
export async function benchStart(): Promise<readonly Figure[]> {
  const bare = await makeBareServer();
  // Every start but the very first finds compiled code, which a server keeps soon after its first diagnostics.
  await startOnce(ours, { stayMs: 1000 });
  await startOnce(bare);
  const taken: Record<'bare' | 'ours', Start[]> = { bare: [], ours: [] };
  for (let run = 0; run < runs; run++) {
    taken.bare.push(await startOnce(bare));
    taken.ours.push(await startOnce(ours));
  }
  const wall = (starts: readonly Start[]) => timing(starts.map(({ wallMs }) => wallMs));
  const cpu = (starts: readonly Start[]) => timing(starts.map(({ cpuMs }) => cpuMs ?? Number.NaN));
  const hasCpu = taken.ours.every(({ cpuMs }) => cpuMs !== undefined);
  return [
    ...compare('start to first diagnostics', wall(taken.bare), wall(taken.ours)).map((figure) => ({
      ...figure,
      isPassingTime: true as const,
    })),
    ...(hasCpu ? compare('processor time of it', cpu(taken.bare), cpu(taken.ours)) : []),
  ];
}

function compare(what: string, bare: ReturnType<typeof timing>, own: ReturnType<typeof timing>): readonly Figure[] {
  return [
    { name: `start: ${what}, a bare vscode-languageserver`, p50Ms: bare.p50, p95Ms: bare.p95 },
    {
      name: `start: ${what}`,
      p50Ms: own.p50,
      p95Ms: own.p95,
      ratio: own.p50 / bare.p50,
      yardstick: 'the bare server',
    },
  ];
}

interface Start {
  readonly wallMs: number;
  /** What the main thread used of a processor; undefined where the system does not say. */
  readonly cpuMs: number | undefined;
}

async function startOnce(script: string, { stayMs = 0 } = {}): Promise<Start> {
  const startMs = performance.now();
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
    textDocument: { uri: 'file:///nowhere/bench.yaml', languageId: 'yaml', version: 1, text },
  });
  await published;
  const wallMs = performance.now() - startMs;
  const cpuMs = processorMs(child.pid);
  if (stayMs > 0) await new Promise((resolve) => setTimeout(resolve, stayMs));
  const exited = new Promise((resolve) => child.once('exit', resolve));
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await exited;
  connection.dispose();
  return { wallMs, cpuMs };
}

function processorMs(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/schedstat`;
  if (!fs.existsSync(file)) return undefined;
  return Number(fs.readFileSync(file, 'utf8').split(' ')[0]) / 1e6;
}
