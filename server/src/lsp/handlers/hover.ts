import { type Hover, MarkupKind } from '../languageServer.ts';
import { lazy } from '../lazy.ts';
import { plainText } from '../plainText.ts';
import type { Session } from '../session.ts';
import { previewLink } from './codeLens.ts';
import { answer } from './request.ts';

/** Hover brings along the pages on concepts and the texts of all fields. */
export const hovers = lazy(async () => (await import('../../features/hover/hover.ts')).hover);

/** `textDocument/hover`. */
export function registerHover(session: Session): void {
  const { connection, client } = session;
  connection.onHover(
    answer(session, 'hover', (target, { position, textDocument }, token) =>
      hovers.use((hover): Hover | null => {
        const { file, snapshot, positions } = target;
        const found = hover(snapshot, file.uri, positions.toOffset(position), token);
        if (!found) return null;
        const link = previewLink(session, target, { uri: textDocument.uri, position });
        const contents = client.hasMarkdownHover
          ? { kind: MarkupKind.Markdown, value: found.markdown + link }
          : { kind: MarkupKind.PlainText, value: plainText(found.markdown) };
        return { contents, range: positions.toRange(found.range) };
      }),
    ),
  );
}
