// Runs the bundled worker that its argument names in a process: what a worker's global object has, over the channel to the test.
import process from 'node:process';

interface MessageEvent {
  readonly data: unknown;
}

class WorkerScope extends EventTarget {
  onmessage: ((event: MessageEvent) => void) | undefined;

  postMessage(message: object): void {
    process.send?.(message);
  }

  close(): void {
    process.disconnect();
  }
}

const self = new WorkerScope();
Object.assign(globalThis, { self });
process.on('message', (data) => self.onmessage?.({ data }));
await import(process.argv[2] ?? '');
process.send?.('ready');
