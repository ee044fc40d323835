import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Where this user's compiled code is kept between starts; undefined where the user has no folder for such things.
 * Never below the shared temporary folder: compiled code is run as it is found, so nobody else may put any there.
 */
export function cacheFolder(): string | undefined {
  const base = baseFolder();
  return base !== undefined && isAbsolute(base) ? join(base, 'statefulset-language-server') : undefined;
}

function baseFolder(): string | undefined {
  if (process.platform === 'win32') return process.env.LOCALAPPDATA;
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  const home = process.env.HOME || homedir();
  if (!home) return undefined;
  return join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}
