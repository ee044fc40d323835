import { partAt, setStarts } from '../../preview/model.ts';
import type { CodeLens, Position } from '../languageServer.ts';
import type { Session } from '../session.ts';
import { answer, type Target } from './request.ts';

/** `textDocument/codeLens`: "Preview" above each set that can be shown, where the client has a command for it. */
export function registerCodeLenses(session: Session): void {
  const { connection, client, configuration } = session;
  const { previewCommand } = client.options;
  if (typeof previewCommand !== 'string') return;
  connection.onCodeLens(
    answer(session, 'code lenses', ({ file, snapshot, positions }, { textDocument }): CodeLens[] => {
      if (!configuration.isShown('codeLens')) return [];
      return setStarts(snapshot, file).map((start) => {
        const position = positions.toPosition(start);
        const command = { title: 'Preview', command: previewCommand, arguments: [textDocument.uri, position] };
        return { range: { start: position, end: position }, command };
      });
    }),
  );
}

/**
 * A line for the end of a hover that leads to the preview; empty where the cursor is on nothing that the preview shows, or
 * where the client does not let such links run.
 */
export function previewLink(
  { client }: Session,
  { file, snapshot, positions }: Target,
  { uri, position }: { readonly uri: string; readonly position: Position },
): string {
  const { previewCommand, hasCommandLinks } = client.options;
  if (typeof previewCommand !== 'string' || hasCommandLinks !== true) return '';
  const part = partAt(snapshot, file, positions.toOffset(position));
  // Whoever reads about a field deep inside of the template does not look for the whole.
  if (part === undefined || part === 'pods') return '';
  const query = encodeURIComponent(JSON.stringify([uri, position])).replace(/[()']/g, escapeSign);
  return `\n\n[Preview](command:${previewCommand}?${query})`;
}

/** Signs that end a link in Markdown, though they may stand in a URI. */
function escapeSign(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16)}`;
}
