import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { type Api, type Extension, startClient } from '../common/client.ts';

let running: Extension | undefined;

/** Entry in VS Code for the Web: the server is a worker, and asks this side for files. */
export function activate(context: ExtensionContext): Api {
  const script = Uri.joinPath(context.extensionUri, 'server/dist/browser.js').toString(true);
  running = startClient(context, {
    createClient: (options) => {
      const worker = new Worker(script, { name: 'statefulset' });
      return {
        client: new LanguageClient('statefulset', 'StatefulSet', worker, options),
        dispose: () => worker.terminate(),
      };
    },
    canReadCluster: false,
    canServerReadFiles: () => false,
  });
  return running.api;
}

/** VS Code waits for the server's end before it ends itself. */
export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
