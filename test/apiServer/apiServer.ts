import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import type { Answer, ApiServer } from './verdict.ts';

/** An API server that a test may ask, and how to end it. */
export interface RunningServer extends ApiServer {
  readonly close: () => Promise<void>;
}

/**
 * The API server that the environment names: `KUBEBUILDER_ASSETS`, a folder with `etcd` and `kube-apiserver`, which are
 * started for the test alone; or `STATEFULSET_TEST_KUBECONFIG`, a kubeconfig whose current context is asked for dry runs.
 * Undefined where neither is set.
 */
export async function openApiServer(env: NodeJS.ProcessEnv): Promise<RunningServer | undefined> {
  const { KUBEBUILDER_ASSETS: assets, STATEFULSET_TEST_KUBECONFIG: config } = env;
  if (assets) return startServer(assets);
  if (!config) return undefined;
  const kube = new KubeConfig();
  kube.loadFromFile(config);
  const cluster = kube.getCurrentCluster();
  if (!cluster) throw new Error(`${config} has no current context`);
  const options: https.RequestOptions = {};
  await kube.applyToHTTPSOptions(options);
  return connection(cluster.server, options, async () => {});
}

function connection(base: string, options: https.RequestOptions, close: () => Promise<void>): RunningServer {
  const agent = new https.Agent({ ...options, keepAlive: true, maxSockets: 4 } as https.AgentOptions);
  return {
    ask: (method, target, body) => ask(new URL(target, base), { ...options, agent, method }, body),
    close: async () => {
      agent.destroy();
      await close();
    },
  };
}

function ask(url: URL, options: https.RequestOptions, body?: string): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const type = body?.startsWith('{') ? 'application/json' : 'application/yaml';
  const headers = { ...options.headers, accept: 'application/json', ...(body ? { 'content-type': type } : {}) };
  const request = https.request(url, { ...options, headers, timeout: 20_000 }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      resolve({ status: response.statusCode ?? 0, body: text.startsWith('{') ? JSON.parse(text) : { message: text } });
    });
  });
  request.on('error', reject);
  request.on('timeout', () => request.destroy(new Error(`no answer from ${url.host}`)));
  request.end(body);
  return promise;
}

const token = 'apiserver-test';

async function startServer(assets: string): Promise<RunningServer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'api-server-'));
  const [client, peer, secure] = await Promise.all([freePort(), freePort(), freePort()]);
  const key = path.join(folder, 'key.pem');
  const { privateKey } = (await import('node:crypto')).generateKeyPairSync('rsa', { modulusLength: 2048 });
  fs.writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  fs.writeFileSync(path.join(folder, 'tokens.csv'), `${token},tester,1,"system:masters"\n`, { mode: 0o600 });
  const processes: ChildProcess[] = [];
  const start = (name: string, options: Record<string, string>): void => {
    const args = Object.entries(options).map(([option, value]) => `--${option}=${value}`);
    processes.push(spawn(path.join(assets, name), args, { cwd: folder, stdio: 'ignore' }));
  };
  const close = async (): Promise<void> => {
    await Promise.all(processes.toReversed().map(end));
    fs.rmSync(folder, { recursive: true, force: true });
  };
  start('etcd', {
    'data-dir': path.join(folder, 'etcd'),
    'listen-client-urls': `http://127.0.0.1:${client}`,
    'advertise-client-urls': `http://127.0.0.1:${client}`,
    'listen-peer-urls': `http://127.0.0.1:${peer}`,
    'initial-advertise-peer-urls': `http://127.0.0.1:${peer}`,
    'initial-cluster': `default=http://127.0.0.1:${peer}`,
  });
  start('kube-apiserver', {
    'etcd-servers': `http://127.0.0.1:${client}`,
    'secure-port': String(secure),
    'bind-address': '127.0.0.1',
    'advertise-address': '192.0.2.1',
    'endpoint-reconciler-type': 'none',
    'cert-dir': path.join(folder, 'certificates'),
    'service-cluster-ip-range': '10.0.0.0/16',
    'service-account-issuer': 'https://example.com',
    'service-account-key-file': key,
    'service-account-signing-key-file': key,
    'allow-privileged': 'true',
    'authorization-mode': 'AlwaysAllow',
    'token-auth-file': path.join(folder, 'tokens.csv'),
    // These look for objects that nothing here makes
    'disable-admission-plugins': 'ServiceAccount,Priority,RuntimeClass',
  });
  const options = { rejectUnauthorized: false, headers: { authorization: `Bearer ${token}` } };
  const server = connection(`https://127.0.0.1:${secure}`, options, close);
  await untilReady(server, processes);
  return server;
}

/** The server answers when it is ready, or one of the processes has ended. */
async function untilReady(server: RunningServer, processes: readonly ChildProcess[]): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const answer = await server.ask('GET', '/api/v1/namespaces/default').catch(() => undefined);
    if (answer?.status === 200) return;
    const hasEnded = processes.some(({ exitCode }) => exitCode !== null);
    if (hasEnded || Date.now() > deadline) {
      await server.close();
      throw new Error(hasEnded ? 'the API server ended at once' : 'the API server is not ready after two minutes');
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // What it stored goes with its folder
  child.kill('SIGKILL');
  await ended;
}

function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const probe = net.createServer();
  probe.on('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as net.AddressInfo;
    probe.close(() => resolve(port));
  });
  return promise;
}
