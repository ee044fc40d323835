import { inlayHints } from '../../features/inlayHints.ts';
import { InlayHintRefreshRequest } from '../languageServer.ts';
import type { Session } from '../session.ts';
import { answer } from './request.ts';

/** `textDocument/inlayHint`. */
export function registerInlayHints(session: Session): void {
  session.connection.languages.inlayHint.on(
    answer(session, 'inlay hints', ({ file, snapshot, positions }, { range }, token) => {
      if (!session.configuration.areInlayHintsWanted) return [];
      return inlayHints(snapshot, file.uri, positions.toOffsets(range), token).map(({ offset, label, tooltip }) => ({
        position: positions.toPosition(offset),
        label,
        paddingLeft: true,
        ...(tooltip === undefined ? {} : { tooltip }),
      }));
    }),
  );
}

const lastWanted = new WeakMap<Session, boolean>();

/** Lets the client ask anew when the setting has changed; otherwise hints would come or go only with the next edit. */
export function refreshInlayHints(session: Session): void {
  const { client, configuration, connection } = session;
  const isWanted = configuration.areInlayHintsWanted;
  const wasWanted = lastWanted.get(session) ?? true;
  lastWanted.set(session, isWanted);
  if (isWanted !== wasWanted && client.refreshesInlayHints)
    void connection.sendRequest(InlayHintRefreshRequest.type).catch(() => {
      // The client is ending the session; there is nobody left to show hints to.
    });
}
