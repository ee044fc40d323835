import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdit } from '../features/types.ts';
import type { Positions } from './positions.ts';
import type { Session } from './session.ts';

/** The edits in the client's positions. */
export function toTextEdits(edits: readonly FileEdit[], positions: Positions): TextEdit[] {
  return edits.map(({ range, newText }) => ({ range: positions.toRange(range), newText }));
}

/** Edits of several files, with the versions of the open ones where the client checks them. */
export function toWorkspaceEdit(edits: ReadonlyMap<string, TextEdit[]>, { client, documents }: Session): WorkspaceEdit {
  if (!client.hasDocumentChanges) return { changes: Object.fromEntries(edits) };
  const documentChanges = Array.from(edits, ([uri, own]): TextDocumentEdit => {
    return { textDocument: { uri, version: documents.get(uri)?.version ?? null }, edits: own };
  });
  return { documentChanges };
}
