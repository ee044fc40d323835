import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { beforeEach, test } from 'node:test';
import { send } from './apiServer.ts';
import { kubeconfig, loginCommand } from './kubeconfig.ts';
import { claim } from './objects.ts';
import { api, folder } from './session.ts';

const main = path.join(import.meta.dirname, '../../server/src/cli/main.ts');

beforeEach(() => folder.write('claim.yaml', claim));

/** Runs `statefulset check` beside the server of this process. */
function check(config: string, ...options: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const KUBECONFIG = folder.write('config', config);
  const args = [main, 'check', ...options, path.join(folder.path, 'claim.yaml')];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { env: { ...process.env, KUBECONFIG, NO_COLOR: '1' } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

test('a cluster is read only where it is asked for', async () => {
  const without = await check(kubeconfig(api.url));
  assert.deepEqual([without.code, api.requests], [0, []]);
  assert.doesNotMatch(without.stdout, /storage-class-unknown/);
  const asked = await check(kubeconfig(api.url), '--cluster');
  assert.equal(asked.code, 0, asked.stderr);
  assert.match(asked.stdout, /"fats" is no class of the workspace or of cluster "dev"; did you mean "fast"/);
});

test('a login command runs only where it is allowed', async () => {
  const refused = await check(kubeconfig(api.url, loginCommand(folder)), '--cluster');
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /cannot read the cluster: .*login\.mjs dev; --cluster-login allows it/);
  assert.deepEqual([folder.has('runs'), api.requests], [false, []]);
  const allowed = await check(kubeconfig(api.url, loginCommand(folder)), '--cluster', '--cluster-login');
  assert.equal(allowed.code, 0, allowed.stderr);
  assert.ok(folder.has('runs'));
  assert.match(allowed.stdout, /cluster "dev"/);
});

test('files are checked even where the cluster cannot be read, and the exit code says so', async () => {
  api.special = (_, response) => {
    send(response, 403, {});
    return true;
  };
  folder.write('claim.yaml', claim.replace('ReadWriteOnce', 'ReadWriteTwice'));
  const run = await check(kubeconfig(api.url), '--cluster');
  assert.equal(run.code, 2);
  assert.match(run.stderr, /cannot read the cluster: The login of context "dev" may not list storage classes/);
  assert.match(run.stdout, /ReadWriteTwice/);
});
