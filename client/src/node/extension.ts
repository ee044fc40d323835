import { type ExtensionContext, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Api, type Extension, startClient } from '../common/client.ts';

let running: Extension | undefined;

/** Entry on the desktop and on a remote machine: the server is a process of its own and talks over IPC. */
export function activate(context: ExtensionContext): Api {
  const server = { module: context.asAbsolutePath('server/dist/server.cjs'), transport: TransportKind.ipc };
  running = startClient(context, {
    createClient: (options) => ({
      client: new LanguageClient('statefulset', 'StatefulSet', server, options),
      dispose: () => {}, // the client ends the process
    }),
    canReadCluster: true,
    canServerReadFiles: () => (workspace.workspaceFolders ?? []).every(({ uri }) => uri.scheme === 'file'),
  });
  return running.api;
}

/** VS Code waits for the server's end before it ends itself. */
export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
