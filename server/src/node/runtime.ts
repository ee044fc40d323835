import type { Runtime } from '../runtime/ports.ts';
import { nodeCluster } from './cluster.ts';
import { nodeFileSystem } from './fileSystem.ts';
import { nowMs } from './nowMs.ts';

/** Disk, clock and event loop of this process. */
export const nodeRuntime: Runtime = {
  files: nodeFileSystem,
  clock: { nowMs },
  timers: {
    soon: (callback) => {
      const planned = setImmediate(callback);
      return () => clearImmediate(planned);
    },
    after: (delayMs, callback) => {
      const planned = setTimeout(callback, delayMs).unref();
      return () => clearTimeout(planned);
    },
  },
  cluster: nodeCluster,
  onStarted: () => {
    if (typeof keepCompiledCode === 'function') keepCompiledCode();
  },
};

/** Given by `start.ts` to the built server; run from source there is none. */
declare const keepCompiledCode: (() => void) | undefined;
