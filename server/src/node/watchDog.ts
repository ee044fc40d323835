import type { InitializeParams, WatchDog } from 'vscode-languageserver';

/** How often to look whether the client still runs (ms). */
const intervalMs = 3000;

/**
 * Ends this process when its client has: on `exit`, when the connection closes, when the client's process is gone. The
 * status is 0 after a `shutdown`, 1 without one.
 */
export function createWatchDog(): WatchDog & { readonly connectionClosed: () => void } {
  const end = (): never => process.exit(watchDog.shutdownReceived ? 0 : 1);
  const watchDog = {
    shutdownReceived: false,
    initialize: ({ processId }: InitializeParams) => {
      if (typeof processId !== 'number') return;
      setInterval(() => {
        if (!isRunning(processId)) end();
      }, intervalMs).unref();
    },
    exit: end,
    connectionClosed: end,
  };
  return watchDog;
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // A process of another user may not be asked, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
