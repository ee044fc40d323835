import { clusterRefreshCommand } from '../protocol/cluster.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { staticGenericCapabilities } from './genericCapabilities.ts';
import { type ServerCapabilities, TextDocumentSyncKind } from './languageServer.ts';

/** Characters after which other things can be written than before. */
const triggerCharacters = [':', ' ', '-', '[', '"', '.', '/'];

/** What the server says it can do. A client that pulls diagnostics is not sent any. */
export function serverCapabilities(client: ClientFeatures, isGenericYamlWanted: boolean): ServerCapabilities {
  return {
    positionEncoding: client.encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    completionProvider: { triggerCharacters, resolveProvider: true },
    hoverProvider: true,
    codeActionProvider: {
      codeActionKinds: ['quickfix', 'source.fixAll.statefulset'],
      ...(client.resolvesEdits ? { resolveProvider: true } : {}),
    },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.hasPrepareRename ? { prepareProvider: true } : true,
    workspaceSymbolProvider: true,
    inlayHintProvider: true,
    ...(typeof client.options.previewCommand === 'string' ? { codeLensProvider: { resolveProvider: false } } : {}),
    // A client that has the command itself would have it twice.
    ...(client.options.cluster?.hasRefreshCommand
      ? {}
      : { executeCommandProvider: { commands: [clusterRefreshCommand] } }),
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: 'statefulset',
            interFileDependencies: true,
            workspaceDiagnostics: true,
          },
        }
      : {}),
    ...(isGenericYamlWanted ? staticGenericCapabilities(client) : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
