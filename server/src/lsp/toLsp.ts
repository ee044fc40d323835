import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Range } from '../base/range.ts';
import type { Positions } from './positions.ts';
import type { Session } from './session.ts';

/** A replacement by offsets of one file. */
export interface FileEdit {
  readonly range: Range;
  readonly newText: string;
}

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
