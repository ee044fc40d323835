import type { InitializeParams, WatchDog } from 'vscode-languageserver';
import { requireParams } from '../lsp/params.ts';

/** How often to look whether the client still runs (ms). */
const intervalMs = 3000;

/**
 * Ends this process when its client has: on `exit`, when the connection closes, when the client's process is gone. The
 * status is 0 after a `shutdown`, 1 without one.
 */
export function createWatchDog(clientProcessId?: number): WatchDog & { readonly connectionClosed: () => void } {
  let isInitialized = false;
  // The package takes note of a `shutdown` also where it is refused, as before `initialize`.
  const end = (): never => process.exit(isInitialized && watchDog.shutdownReceived ? 0 : 1);
  const endWith = (processId: unknown): void => {
    if (!isProcessId(processId)) return;
    setInterval(() => {
      if (!isRunning(processId)) end();
    }, intervalMs).unref();
  };
  const watchDog = {
    shutdownReceived: false,
    initialize: (params: InitializeParams) => {
      // The package's own reading of them comes next, and trips over what is none.
      requireParams(params, ['capabilities']);
      if (isInitialized) return;
      isInitialized = true;
      watchDog.shutdownReceived = false;
      endWith(params.processId);
    },
    exit: end,
    connectionClosed: end,
  };
  endWith(clientProcessId);
  return watchDog;
}

function isProcessId(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) < 2 ** 31;
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
