import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as later } from 'node:timers/promises';
import { patienceMs } from '../support/patience.ts';

const server = path.join(import.meta.dirname, '../../server/src/node/main.ts');
const client = path.join(import.meta.dirname, 'stoppedClient.ts');

/** What Linux says of a process. */
function figures(pid: number): { readonly megabytes: number; readonly ticks: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [, , ...stat] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return { megabytes: Math.round(kilobytes / 1024), ticks: Number(stat[11]) + Number(stat[12]) };
}

/** Settled once a process has done nothing for a while. */
async function untilIdle(pid: number): Promise<void> {
  let ticks = -1;
  for (let idle = 0; idle < 10; ) {
    await later(50);
    const now = figures(pid).ticks;
    idle = now === ticks ? idle + 1 : 0;
    ticks = now;
  }
}

const isLinux = process.platform === 'linux';

test('a client that is stopped in the middle of thousands of answers costs no memory, and gets them all when it goes on', {
  skip: !isLinux && 'needs /proc',
  timeout: patienceMs,
}, async (context) => {
  const count = 3000;
  const text = '---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n'.repeat(60);
  const child = spawn(process.execPath, [client, server, `${count}`, text], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => (await lines.next()).value ?? '';
  const pid = Number(await next());
  assert.equal(await next(), 'asked');
  assert.equal(await next(), 'begun');
  child.kill('SIGSTOP');
  const before = figures(pid).megabytes;
  await untilIdle(pid);
  const stopped = figures(pid).megabytes;
  child.kill('SIGCONT');
  const [word, bytes] = (await next()).split(' ');
  assert.equal(word, 'done', 'each answer comes once, in order');
  const answers = Math.round(Number(bytes) / 1e6);
  context.diagnostic(
    `${count} answers have ${answers} MB; while they wait the server has ${before}, then ${stopped} MB`,
  );
  assert.ok(answers > 100);
  assert.ok(stopped < before + answers / 2, `${before} MB, then ${stopped} MB`);
  child.stdin.write('end\n');
  assert.equal(await next(), 'ended 1', 'it ends with its input');
  child.kill();
});
