import type { Runtime } from '../runtime/ports.ts';
import { nodeCluster } from './cluster.ts';
import { nodeFileSystem } from './fileSystem.ts';
import { nowMs } from './nowMs.ts';
import { areMessagesWaiting } from './protocolTimers.ts';

/** Disk, clock and event loop of this process. */
export const nodeRuntime: Runtime = {
  files: nodeFileSystem,
  clock: { nowMs },
  timers: {
    soon: (callback) => {
      let turns = 0;
      // What was read since this was planned is handled behind it, one message in each turn.
      const turn = (): void => {
        if (areMessagesWaiting() && ++turns < mostTurns) planned = setImmediate(turn);
        else callback();
      };
      let planned = setImmediate(turn);
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

/** So many turns other work waits for messages that are there: there may be no end of them. */
const mostTurns = 10;

/** Given by `start.ts` to the built server; run from source there is none. */
declare const keepCompiledCode: (() => void) | undefined;
