import fs from 'node:fs';
import path from 'node:path';
import type { Cancel } from '../runtime/ports.ts';
import { kubeconfigFiles, readKubeContext } from './clusterConfig.ts';

/** Programs write a file in several steps: so long (ms) nothing may happen to it before it is read. */
const quietMs = 400;

/**
 * Calls back when the current context of the kubeconfig leads elsewhere than when it was last looked at: another context,
 * server or user. What a login command notes of itself in the file is no change, or each login would be followed by
 * another one. Where the system cannot watch folders nothing is called.
 */
export function watchKubeconfig(env: NodeJS.ProcessEnv, onChange: () => void): Cancel {
  const watched = new Watched(() => plan());
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  let last = fingerprintOf(env);
  watched.renew(kubeconfigFiles(env));

  function plan(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), quietMs).unref();
  }

  async function look(): Promise<void> {
    // A link may lead elsewhere now, and a folder that was missing may be there.
    watched.renew(kubeconfigFiles(env));
    const before = last;
    last = fingerprintOf(env);
    const [was, is] = await Promise.all([before, last]);
    if (!isOver && was !== is) onChange();
  }

  return () => {
    isOver = true;
    clearTimeout(timer);
    watched.renew([]);
  };
}

/** What a reading depends on, as a text to compare. */
export async function fingerprintOf(env: NodeJS.ProcessEnv): Promise<string> {
  const target = await readKubeContext(env);
  if ('fault' in target) return JSON.stringify(target);
  const { context, server, cluster, user, userName } = target;
  const provider = user['auth-provider'];
  const login = user.exec ?? (provider === undefined ? user : (provider as { name?: unknown } | null)?.name);
  return JSON.stringify([context, server.href, cluster, userName, login]);
}

/** Folders that are watched for files of some names; of a folder that is missing, the one above it for the folder. */
class Watched {
  readonly #onEvent: () => void;
  readonly #watchers = new Map<string, { readonly names: Set<string>; readonly watcher: fs.FSWatcher }>();

  constructor(onEvent: () => void) {
    this.#onEvent = onEvent;
  }

  /** Watches for these files from now on, and for those that they are links to. */
  renew(files: readonly string[]): void {
    const wanted = new Map<string, Set<string>>();
    for (const file of files) {
      for (const place of [file, realPath(file)]) {
        const { folder, name } = nearest(place);
        wanted.set(folder, (wanted.get(folder) ?? new Set()).add(name));
      }
    }
    for (const [folder, { watcher }] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const [folder, names] of wanted) this.#watch(folder, names);
  }

  #watch(folder: string, names: Set<string>): void {
    const known = this.#watchers.get(folder);
    if (known) {
      known.names.clear();
      for (const name of names) known.names.add(name);
      return;
    }
    try {
      const watcher = fs.watch(folder, { persistent: false }, (_, name) => {
        if (name === null || names.has(name)) this.#onEvent();
      });
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(folder);
      });
      this.#watchers.set(folder, { names, watcher });
    } catch {
      // No more watchers, or a file system without them: the command that reads the cluster again is left.
    }
  }
}

function realPath(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return file;
  }
}

/** The folder that a path lies in and its name there; the nearest ones above it that exist. */
function nearest(file: string): { folder: string; name: string } {
  const folder = path.dirname(file);
  if (folder === file || fs.existsSync(folder)) return { folder, name: path.basename(file) };
  return nearest(folder);
}
