// The one place that loads @kubernetes/client-node: a chunk of its own, read when a cluster is asked for the first time.
// From it come the reading of a kubeconfig's entries, TLS, and proxies. It never sees a command: clusterLogin.ts has run
// those that the user agreed to, and hands over what they printed.
import http from 'node:http';
import https from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import { messageOf } from '../base/failure.ts';
import { isRecord } from '../base/record.ts';
import { version } from '../base/version.ts';
import type { ClusterFault, ClusterList, ClusterReading } from '../runtime/ports.ts';
import { isText, type KubeContext } from './clusterConfig.ts';
import { type Credentials, parseJson } from './clusterLogin.ts';
import { proxyFor } from './clusterProxy.ts';

/** A cluster that has not answered everything within this time (ms) has not answered. */
const longestReadingMs = 10_000;
/** Objects asked for at a time. */
const pageSize = 500;
/** No cluster has more classes or drivers; what says so repeats itself. */
const mostPages = 40;
/** A page of small objects is never longer (bytes). */
const longestPage = 16_000_000;

/** The three resources that are read, and the versions that they are served in, the newest first. */
const resources = {
  storageClasses: { path: 'storageclasses', versions: ['v1'], words: 'storage classes' },
  csiDrivers: { path: 'csidrivers', versions: ['v1'], words: 'CSI drivers' },
  volumeAttributesClasses: {
    path: 'volumeattributesclasses',
    versions: ['v1', 'v1beta1'],
    words: 'volume attributes classes',
  },
} as const;

/** What connections to the cluster have in common. */
interface Access {
  readonly context: string;
  readonly server: URL;
  readonly options: https.RequestOptions;
  readonly signal: AbortSignal;
}

/** Lists what is wanted of a cluster: `GET` on three collections, nothing else. */
export async function readCluster(
  target: KubeContext,
  credentials: Credentials,
  limitMs: number = longestReadingMs,
): Promise<ClusterReading | ClusterFault> {
  const { context, server } = target;
  let options: https.RequestOptions;
  try {
    options = await connectionOptions(target, credentials);
  } catch (error) {
    return { context, fault: `The kubeconfig of context "${context}" cannot be used: ${reasonOf(error)}` };
  }
  const access: Access = { context, server, options, signal: AbortSignal.timeout(limitMs) };
  try {
    const [storageClasses, csiDrivers, volumeAttributesClasses] = await Promise.all([
      list(access, resources.storageClasses),
      list(access, resources.csiDrivers),
      list(access, resources.volumeAttributesClasses),
    ]);
    const lists = [storageClasses, csiDrivers, volumeAttributesClasses];
    const faults = lists.flatMap((each) => ('fault' in each ? [each] : []));
    // Where nothing could be read, one reason says it for all.
    if (faults.length === lists.length) return faults[0]!;
    return { readAt: Date.now(), storageClasses, csiDrivers, volumeAttributesClasses };
  } finally {
    (options.agent as http.Agent | undefined)?.destroy();
  }
}

async function connectionOptions(target: KubeContext, credentials: Credentials): Promise<https.RequestOptions> {
  const { server, cluster, user } = target;
  const headers = { Accept: 'application/json', 'User-Agent': `statefulset-language-server/${version}` };
  if (server.protocol === 'http:') return { headers };
  const config = new KubeConfig();
  const fromEnvironment = proxyFor(server, process.env);
  const proxy = fromEnvironment === undefined ? {} : { 'proxy-url': fromEnvironment };
  // An entry for a user is there even where the context names none: without one the authority would not be looked at.
  config.loadFromString(
    JSON.stringify({
      'current-context': 'read',
      contexts: [{ name: 'read', context: { cluster: 'read', user: 'read' } }],
      clusters: [{ name: 'read', cluster: { ...proxy, ...dataFirst(cluster, ['certificate-authority']) } }],
      users: [{ name: 'read', user: userEntry(user, credentials) }],
    }),
  );
  const options: https.RequestOptions = { headers };
  await config.applyToHTTPSOptions(options);
  return options;
}

/** What an entry holds itself comes before the file that it names, as in client-go. */
function dataFirst(entry: Readonly<Record<string, unknown>>, files: readonly string[]): Record<string, unknown> {
  const kept = Object.entries(entry).filter(([name]) => !files.includes(name) || !isText(entry[`${name}-data`]));
  return Object.fromEntries(kept);
}

/** Only what identifies: neither commands nor logins of other kinds get through. */
function userEntry(user: KubeContext['user'], given: Credentials): Record<string, unknown> {
  const names = ['client-certificate', 'client-certificate-data', 'client-key', 'client-key-data', 'as'];
  const written = Object.fromEntries(names.flatMap((name) => (isText(user[name]) ? [[name, user[name]]] : [])));
  const { token, username, password, certificate, key } = given;
  const printed =
    certificate !== undefined && key !== undefined
      ? { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) }
      : {};
  return {
    ...dataFirst({ ...written, ...printed }, ['client-certificate', 'client-key']),
    ...(token === undefined ? {} : { token }),
    ...(username === undefined ? {} : { username, password }),
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

interface Resource {
  readonly path: string;
  readonly versions: readonly string[];
  readonly words: string;
}

/** All objects of a resource; none where the cluster does not serve it. */
async function list(access: Access, { path, versions, words }: Resource): Promise<ClusterList> {
  for (const version of versions) {
    const found = await listPages(access, `/apis/storage.k8s.io/${version}/${path}`, words);
    if (found !== undefined) return found;
  }
  return [];
}

/** Page after page; undefined where there is no such collection. */
async function listPages(access: Access, path: string, words: string): Promise<ClusterList | undefined> {
  const { context } = access;
  const items: unknown[] = [];
  let next = '';
  for (let page = 0; page < mostPages; page++) {
    const query = new URLSearchParams({ limit: `${pageSize}`, ...(next === '' ? {} : { continue: next }) });
    let answer: Answer;
    try {
      answer = await get(access, `${path}?${query}`);
    } catch (error) {
      return { context, fault: connectionFault(error, access) };
    }
    const { status, body } = answer;
    if (status === 404 && page === 0) return undefined;
    if (status !== 200) return { context, fault: statusFault(status, access, words) };
    if (!isRecord(body) || !Array.isArray(body.items)) {
      return { context, fault: `${access.server.host} answered something that is no list of ${words}` };
    }
    for (const item of body.items) items.push(item);
    const token = isRecord(body.metadata) ? body.metadata.continue : undefined;
    if (!isText(token)) return items;
    next = token;
  }
  return { context, fault: `${access.server.host} has more ${words} than can be read` };
}

interface Answer {
  readonly status: number;
  /** undefined for what is not JSON. */
  readonly body: unknown;
}

function get({ server, options, signal }: Access, path: string): Promise<Answer> {
  const base = server.pathname.replace(/\/$/, '');
  const url = new URL(`${base}${path}`, server);
  const send = server.protocol === 'http:' ? http.request : https.request;
  return new Promise((resolve, reject) => {
    const request = send(url, { ...options, method: 'GET', signal }, (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > longestPage) request.destroy(new Error('the answer is too long'));
        else chunks.push(chunk);
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: parseJson(Buffer.concat(chunks).toString('utf8')) }),
      );
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end();
  });
}

function statusFault(status: number, { context, server }: Access, words: string): string {
  if (status === 401)
    return `${server.host} does not accept the login of context "${context}"; log in again with kubectl`;
  if (status === 403) return `The login of context "${context}" may not list ${words}`;
  if (status === 410) return `The list of ${words} changed while it was read; read it again`;
  return `${server.host} answered with status ${status} when asked for ${words}`;
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'broke the connection off',
  EPROTO: 'does not speak TLS',
  ENOTFOUND: 'is not known by that name',
  EAI_AGAIN: 'is not known by that name',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ETIMEDOUT: 'does not answer',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  CERT_NOT_YET_VALID: 'has a certificate that is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that the kubeconfig does not vouch for',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate that the kubeconfig does not vouch for',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'has a certificate that the kubeconfig does not vouch for',
  UNABLE_TO_GET_ISSUER_CERT: 'has a certificate that the kubeconfig does not vouch for',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that the kubeconfig does not vouch for',
  CERT_SIGNATURE_FAILURE: 'has a certificate that the kubeconfig does not vouch for',
};

function connectionFault(error: unknown, { server, signal }: Access): string {
  if (signal.aborted) return `${server.host} did not answer in time`;
  const code = isRecord(error) && typeof error.code === 'string' ? error.code : '';
  return `${server.host} ${reasons[code] ?? `cannot be read: ${reasonOf(error)}`}`;
}

function reasonOf(error: unknown): string {
  return (messageOf(error).split('\n', 1)[0] ?? '').slice(0, 160);
}
