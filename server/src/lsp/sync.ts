import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  FileChangeType,
} from './languageServer.ts';
import type { Session } from './session.ts';
import type { Workspace } from './workspace.ts';

/** Notifications by which the client keeps the server in step: documents, files, folders and settings. */
export function registerSync(session: Session, workspace: Workspace): void {
  registerDocuments(session, workspace);
  const { connection, dispatcher } = session;
  connection.onNotification(DidChangeConfigurationNotification.type, ({ settings }) =>
    dispatcher.notify('settings', () => workspace.settingsChanged(settings)),
  );
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event }) =>
    dispatcher.notify('folders', () => workspace.foldersChanged(event.added, event.removed)),
  );
  connection.onNotification(DidChangeWatchedFilesNotification.type, ({ changes }) =>
    dispatcher.notify('files', () => {
      const removed = changes.filter(({ type }) => type === FileChangeType.Deleted);
      const changed = changes.filter(({ type }) => type !== FileChangeType.Deleted);
      return workspace.filesChanged(
        changed.map(({ uri }) => uri),
        removed.map(({ uri }) => uri),
      );
    }),
  );
}

function registerDocuments(session: Session, workspace: Workspace): void {
  const { connection, dispatcher, documents, diagnostics, report, log } = session;
  connection.onDidOpenTextDocument(({ textDocument }) =>
    dispatcher.notify('opening', () => {
      documents.didOpen(textDocument);
      diagnostics.fileChanged(textDocument.uri);
      report.changed();
      workspace.documentOpened(textDocument.uri);
    }),
  );
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) =>
    dispatcher.notify('editing', () => {
      if (!documents.didChange(uri, version, contentChanges)) {
        return log.warn(`Changes of ${uri} came before it was opened; they are left out`);
      }
      diagnostics.fileChanged(uri);
      report.changed();
    }),
  );
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) =>
    dispatcher.notify('closing', () => {
      if (!documents.didClose(uri)) return log.warn(`${uri} was closed, but never opened`);
      diagnostics.fileClosed(uri);
      report.changed();
      return session.files.refresh(uri);
    }),
  );
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) =>
    dispatcher.notify('saving', () => workspace.documentSaved(uri)),
  );
}
