import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  FileChangeType,
} from './languageServer.ts';
import { requireParams } from './params.ts';
import type { Session } from './session.ts';
import type { Workspace } from './workspace.ts';

/** Notifications by which the client keeps the server in step: documents, files, folders and settings. */
export function registerSync(session: Session, workspace: Workspace): void {
  registerDocuments(session, workspace);
  const { connection, dispatcher } = session;
  connection.onNotification(DidChangeConfigurationNotification.type, (params) =>
    dispatcher.notify('settings', () => workspace.settingsChanged(params?.settings)),
  );
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, (params) =>
    dispatcher.notify('folders', () => {
      requireParams(params, ['event']);
      return workspace.foldersChanged(params.event.added, params.event.removed);
    }),
  );
  connection.onNotification(DidChangeWatchedFilesNotification.type, (params) =>
    dispatcher.notify('files', () => {
      requireParams(params, ['changes']);
      const { changes } = params;
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
  connection.onDidOpenTextDocument((params) =>
    dispatcher.notify('opening', () => {
      requireParams(params, ['textDocument']);
      const { textDocument } = params;
      if (typeof textDocument.text !== 'string') return log.warn(`${textDocument.uri} was opened without a text`);
      const { uri } = textDocument;
      // The same file under another name: that one is closed from now on.
      const before = documents.spelling(uri);
      if (before !== uri && documents.didClose(before)) diagnostics.fileClosed(before);
      const opened = documents.didOpen(textDocument);
      const tell = () => {
        diagnostics.fileChanged(uri);
        report.changed();
      };
      workspace.documentOpened(uri);
      if (opened === true) return tell();
      return opened.then((isOpen) => {
        if (isOpen) tell();
      });
    }),
  );
  connection.onDidChangeTextDocument((params) =>
    dispatcher.notify('editing', () => {
      requireParams(params, ['textDocument', 'contentChanges']);
      const { contentChanges, textDocument } = params;
      const uri = documents.spelling(textDocument.uri);
      if (!documents.didChange(uri, textDocument.version, contentChanges)) {
        return log.warn(`Changes of ${uri} came before it was opened; they are left out`);
      }
      diagnostics.fileChanged(uri);
      report.changed();
    }),
  );
  connection.onDidCloseTextDocument((params) =>
    dispatcher.notify('closing', () => {
      requireParams(params, ['textDocument']);
      const uri = documents.spelling(params.textDocument.uri);
      if (!documents.didClose(uri)) return log.warn(`${uri} was closed, but never opened`);
      diagnostics.fileClosed(uri);
      report.changed();
      return session.files.refresh(uri);
    }),
  );
  connection.onDidSaveTextDocument((params) =>
    dispatcher.notify('saving', () => {
      requireParams(params, ['textDocument']);
      return workspace.documentSaved(params.textDocument.uri);
    }),
  );
}
