import { spawn } from 'node:child_process';
import path from 'node:path';
import { isRecord } from '../base/record.ts';
import { visibleLine } from '../base/visible.ts';
import type { ClusterFault } from '../runtime/ports.ts';
import { type Fields, isText, type KubeContext } from './clusterConfig.ts';
import { readText } from './readText.ts';

/** How long a login command may take (ms); some open a browser and wait. */
const longestLoginMs = 30_000;
/** A credential is never longer than this (bytes). */
const longestAnswer = 1_000_000;

/** What is shown to the server as identity. PEM texts, or undefined where there is none of the kind. */
export interface Credentials {
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
  readonly certificate?: string;
  readonly key?: string;
}

/** A command that has to run for logging in. */
export interface LoginCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** How the credentials are read from what it prints. */
  readonly read: (printed: unknown) => Credentials | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/** Credentials that are written down, the command that gets them, or why there are none. */
export type Login =
  | { readonly kind: 'written'; readonly credentials: Credentials }
  | { readonly kind: 'command'; readonly command: LoginCommand }
  | ClusterFault;

/**
 * How to log in to a context. Written credentials come before commands, as in client-go. Nothing is sent over a
 * connection that is not encrypted. The token of an `oidc` login is used while it is valid and never renewed: providers
 * that hand out each renewal once would lock out kubectl.
 */
export async function loginOf(target: KubeContext, nowMs: number): Promise<Login> {
  const { user, server } = target;
  if (server.protocol === 'http:') return { kind: 'written', credentials: {} };
  if (isText(user.tokenFile)) return readTokenFile(user.tokenFile, target.context);
  if (isText(user.token)) return { kind: 'written', credentials: { token: user.token } };
  if (isText(user.username)) {
    const password = isText(user.password) ? user.password : '';
    return { kind: 'written', credentials: { username: user.username, password } };
  }
  if (isRecord(user.exec)) return execLogin(user.exec, target);
  if (isRecord(user['auth-provider'])) return providerLogin(user['auth-provider'], target.context, nowMs);
  return { kind: 'written', credentials: {} };
}

/**
 * A command as one line, as it would be typed, with the variables that are set for it: they decide what runs, too. Words
 * that others could be taken for stand in quotes, and everything in them shows.
 */
export function commandLine({ command, args, env }: LoginCommand): string {
  const variables = Object.entries(env).filter(([name]) => name !== infoVariable);
  return visibleLine(
    [
      ...variables.map(([name, value]) => `${shellWord(name)}=${shellWord(value)}`),
      ...[command, ...args].map(shellWord),
    ].join(' '),
  );
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** What every login command is told of the cluster; nobody chooses it. */
const infoVariable = 'KUBERNETES_EXEC_INFO';

/** Runs a login command: without a shell, without input, within a time limit. */
export async function runLogin(
  login: LoginCommand,
  context: string,
  limitMs: number = longestLoginMs,
): Promise<Credentials | ClusterFault> {
  const ended = await run(login, limitMs);
  const name = login.command;
  const fault = (what: string): ClusterFault => ({ context, fault: `The login command "${name}" ${what}` });
  if (ended.reason === 'missing') return fault('cannot be started');
  if (ended.reason === 'late') return fault(`took longer than ${limitMs / 1000} s`);
  if (ended.status !== 0) {
    const said = firstLine(ended.complaint);
    return fault(`failed${said === '' ? '' : `: ${said}`}`);
  }
  const credentials = login.read(parseJson(ended.printed));
  return credentials ?? fault('printed no credentials');
}

interface Ended {
  readonly reason: 'ended' | 'missing' | 'late';
  readonly status: number | null;
  readonly printed: string;
  readonly complaint: string;
}

function run(login: LoginCommand, limitMs: number): Promise<Ended> {
  return new Promise((resolve) => {
    let printed = '';
    let complaint = '';
    const child = started(login);
    if (!child) return resolve({ reason: 'missing', status: null, printed, complaint });
    const end = (reason: Ended['reason'], status: number | null) => {
      clearTimeout(late);
      resolve({ reason, status, printed, complaint });
    };
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      // What it started itself may hold these open.
      child.stdout.destroy();
      child.stderr.destroy();
      end('late', null);
    }, limitMs);
    child.on('error', () => end('missing', null));
    child.on('close', (status) => end('ended', status));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (printed.length <= longestAnswer) printed += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (complaint.length <= longestAnswer) complaint += text;
    });
  });
}

/**
 * The command's process. It works in the root folder: this one works in the folder that is edited, where Windows would
 * look for the command before it looks on the PATH.
 */
function started({ command, args, env }: LoginCommand) {
  try {
    return spawn(command, [...args], {
      cwd: path.parse(process.cwd()).root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
  } catch {
    return undefined; // a name that no file can have
  }
}

function execLogin(exec: Fields, { context, cluster, server }: KubeContext): Login {
  const { command, args, env, apiVersion, interactiveMode, provideClusterInfo } = exec;
  if (!isText(command))
    return { context, fault: `The user of context "${context}" logs in by a command that is not named` };
  if (interactiveMode === 'Always') {
    return { context, fault: `The login command "${command}" wants a terminal; log in with kubectl first` };
  }
  const info = {
    apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false, ...(provideClusterInfo === true ? { cluster: clusterInfo(cluster, server) } : {}) },
  };
  const given = (Array.isArray(env) ? env : []).flatMap((item) =>
    isRecord(item) && isText(item.name) ? [[item.name, typeof item.value === 'string' ? item.value : '']] : [],
  );
  return {
    kind: 'command',
    command: {
      command,
      args: Array.isArray(args) ? args.map(String) : [],
      env: { ...Object.fromEntries(given), [infoVariable]: JSON.stringify(info) },
      read: (printed) => execCredentials(printed, apiVersion),
    },
  };
}

/** What a command learns of the cluster where `provideClusterInfo` asks for it (client.authentication.k8s.io/v1, Cluster). */
function clusterInfo(cluster: Fields, server: URL): Fields {
  return {
    server: server.href.replace(/\/$/, ''),
    'tls-server-name': cluster['tls-server-name'],
    'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'] === true,
    'certificate-authority-data': cluster['certificate-authority-data'],
    'proxy-url': cluster['proxy-url'],
  };
}

function execCredentials(printed: unknown, apiVersion: unknown): Credentials | undefined {
  if (!isRecord(printed) || !isRecord(printed.status)) return undefined;
  if (isText(apiVersion) && printed.apiVersion !== apiVersion) return undefined;
  const { token, clientCertificateData: certificate, clientKeyData: key } = printed.status;
  if (isText(certificate) && isText(key)) return { certificate, key, ...(isText(token) ? { token } : {}) };
  return isText(token) ? { token } : undefined;
}

/** The logins from before commands: kubectl dropped `azure` and `gcp` in 1.26, old kubeconfigs still have them. */
function providerLogin(provider: Fields, context: string, nowMs: number): Login | Promise<Login> {
  const config = isRecord(provider.config) ? provider.config : {};
  const expired: ClusterFault = {
    context,
    fault: `The login of context "${context}" has expired; log in again with kubectl`,
  };
  if (isText(config.tokenFile)) return readTokenFile(config.tokenFile, context);
  if (provider.name === 'oidc') {
    const token = config['id-token'];
    return isText(token) && !isExpired(token, nowMs) ? { kind: 'written', credentials: { token } } : expired;
  }
  if (provider.name !== 'gcp' && provider.name !== 'azure') {
    return { context, fault: `The login "${String(provider.name)}" of context "${context}" is not known` };
  }
  const token = config['access-token'];
  const until = isText(config.expiry) ? Date.parse(config.expiry) : Number(config['expires-on']) * 1000;
  if (isText(token) && !(until < nowMs)) return { kind: 'written', credentials: { token } };
  const command = config['cmd-path'];
  if (!isText(command)) return expired;
  const args = isText(config['cmd-args']) ? config['cmd-args'].split(' ').filter((word) => word !== '') : [];
  const key = isText(config['token-key']) ? config['token-key'] : '{.access_token}';
  return { kind: 'command', command: { command, args, env: {}, read: (printed) => tokenAt(printed, key) } };
}

/** What lies at a path as in `{.credential.access_token}`. */
function tokenAt(printed: unknown, key: string): Credentials | undefined {
  let at = printed;
  for (const name of key.replace(/^\{\.?|\}$/g, '').split('.')) {
    if (!isRecord(at) || !Object.hasOwn(at, name)) return undefined;
    at = at[name];
  }
  return isText(at) ? { token: at } : undefined;
}

/** Whether the time in a JSON Web Token has passed; a text that is none counts as expired. */
function isExpired(token: string, nowMs: number): boolean {
  const claims = parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return !isRecord(claims) || typeof claims.exp !== 'number' || claims.exp * 1000 < nowMs;
}

async function readTokenFile(file: string, context: string): Promise<Login> {
  const content = await readText(file);
  if (content.state === 'read') return { kind: 'written', credentials: { token: content.text.trim() } };
  return { context, fault: `The token file of context "${context}" cannot be read: ${file}` };
}

/** What a text holds as JSON; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // said by whoever wanted something of it
  }
}

/** Beginning of what a command complained of; it may be pages. */
function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0]?.trim() ?? '';
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
