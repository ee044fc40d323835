import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isRecord } from '../base/record.ts';
import { rootView } from '../manifest/manifest.ts';
import { plainJson } from '../preview/plainJson.ts';
import type { ClusterFault } from '../runtime/ports.ts';
import { SourceText } from '../text/sourceText.ts';
import { YamlStream } from '../yaml/stream.ts';
import { NO_NODE } from '../yaml/tree.ts';
import { nodeFileSystem } from './fileSystem.ts';

/** An entry of a kubeconfig: data of any shape. */
export type Fields = Readonly<Record<string, unknown>>;

/** What the current context of the kubeconfig leads to: entries as they are written, paths made absolute. */
export interface KubeContext {
  readonly context: string;
  /** Address of the API server. */
  readonly server: URL;
  readonly cluster: Fields;
  readonly user: Fields;
  /** Name of the user's entry; empty where the context names none. */
  readonly userName: string;
}

/**
 * The current context of the files that KUBECONFIG names, else of `~/.kube/config`. Of several files the first that names
 * a thing counts, as in client-go (tools/clientcmd/loader.go).
 */
export async function readKubeContext(env: NodeJS.ProcessEnv): Promise<KubeContext | ClusterFault> {
  const named = namedFiles(env);
  const files = named.length > 0 ? named : usualFiles(env);
  const configs: Config[] = [];
  for (const file of files) {
    const read = await readConfig(path.resolve(file));
    if (read === undefined) continue;
    if ('fault' in read) return read;
    configs.push(read);
    if (named.length === 0) break;
  }
  if (configs.length === 0) return { fault: `There is no kubeconfig: ${files.join(' and ')} cannot be found` };
  return pickContext(configs);
}

/** Every file that `readKubeContext` may read, absolute; whether they exist or not. */
export function kubeconfigFiles(env: NodeJS.ProcessEnv): readonly string[] {
  const named = namedFiles(env);
  return (named.length > 0 ? named : usualFiles(env)).map((file) => path.resolve(file));
}

function namedFiles(env: NodeJS.ProcessEnv): readonly string[] {
  return (env.KUBECONFIG ?? '').split(path.delimiter).filter((file) => file !== '');
}

/** One file, with what is needed of it. */
interface Config {
  readonly file: string;
  readonly data: Fields;
}

function usualFiles(env: NodeJS.ProcessEnv): readonly string[] {
  const drive = env.HOMEDRIVE && env.HOMEPATH ? env.HOMEDRIVE + env.HOMEPATH : undefined;
  const windows = process.platform === 'win32' ? [env.HOME, drive, env.USERPROFILE] : [];
  const homes = [...windows, os.homedir()].filter((home) => home !== undefined && home !== '');
  return [...new Set(homes.map((home) => path.join(home!, '.kube', 'config')))];
}

async function readConfig(file: string): Promise<Config | ClusterFault | undefined> {
  const content = await nodeFileSystem.read(pathToFileURL(file).href);
  if (content.state === 'missing') return undefined;
  if (content.state === 'tooLarge') return { fault: `The kubeconfig ${file} is too large to be one` };
  if (content.state === 'unreadable') return { fault: `The kubeconfig ${file} cannot be read: ${content.reason}` };
  const [entry] = YamlStream.parse(new SourceText(content.text));
  if (!entry || entry.document.tree.root === NO_NODE) return { file, data: {} };
  const data = plainJson(rootView(entry.document));
  if (entry.document.problems.length > 0 || !isRecord(data))
    return { fault: `The kubeconfig ${file} is not valid YAML` };
  return { file, data };
}

function pickContext(configs: readonly Config[]): KubeContext | ClusterFault {
  const context = configs.map(({ data }) => data['current-context']).find((name) => isText(name));
  if (!isText(context))
    return { fault: 'The kubeconfig has no current context; "kubectl config use-context" sets one' };
  const found = entryOf(configs, 'context', context);
  if (!found) return { context, fault: `The kubeconfig has no context "${context}", though it is the current one` };
  const { cluster: clusterName, user: userName } = found.fields;
  const cluster = isText(clusterName) ? entryOf(configs, 'cluster', clusterName) : undefined;
  if (!cluster) return { context, fault: `Context "${context}" names a cluster that the kubeconfig does not have` };
  const user = isText(userName) ? entryOf(configs, 'user', userName) : undefined;
  if (isText(userName) && !user)
    return { context, fault: `Context "${context}" names a user that the kubeconfig does not have` };
  const server = addressOf(cluster.fields.server);
  if (!server)
    return { context, fault: `The cluster of context "${context}" has no address that begins with https://` };
  return {
    context,
    server,
    cluster: withPaths(cluster, ['certificate-authority']),
    user: user ? withPaths(user, ['client-certificate', 'client-key', 'tokenFile']) : {},
    userName: isText(userName) ? userName : '',
  };
}

/** An entry of `clusters`, `contexts` or `users`, and the folder that its paths count from. */
interface Entry {
  readonly folder: string;
  readonly fields: Fields;
}

function entryOf(configs: readonly Config[], kind: 'cluster' | 'context' | 'user', name: string): Entry | undefined {
  for (const { file, data } of configs) {
    const list = data[`${kind}s`];
    for (const item of Array.isArray(list) ? list : []) {
      if (!isRecord(item) || item.name !== name) continue;
      return { folder: path.dirname(file), fields: isRecord(item[kind]) ? item[kind] : {} };
    }
  }
  return undefined;
}

function withPaths({ folder, fields }: Entry, names: readonly string[]): Fields {
  const paths = names.flatMap((name) => {
    const file = fields[name];
    return isText(file) ? [[name, path.resolve(folder, file)]] : [];
  });
  const exec = isRecord(fields.exec) ? { exec: withCommand(fields.exec, folder) } : {};
  return { ...fields, ...Object.fromEntries(paths), ...exec };
}

/** A command with a slash counts from the kubeconfig's folder, one without is looked for on the PATH. */
function withCommand(exec: Fields, folder: string): Fields {
  const { command } = exec;
  const isPath = isText(command) && (command.includes('/') || command.includes(path.sep));
  return isPath ? { ...exec, command: path.resolve(folder, command) } : exec;
}

function addressOf(server: unknown): URL | undefined {
  if (!isText(server) || !URL.canParse(server)) return undefined;
  const url = new URL(server);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
}

/** Whether a value is a text with something in it. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
