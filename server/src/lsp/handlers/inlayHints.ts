import { shownMessage, visibleLine } from '../../base/visible.ts';
import { inlayHints } from '../../features/inlayHints.ts';
import type { Session } from '../session.ts';
import { answer } from './request.ts';

/** `textDocument/inlayHint`. */
export function registerInlayHints(session: Session): void {
  session.connection.languages.inlayHint.on(
    answer(session, 'inlay hints', ({ file, snapshot, positions }, { range }, token) => {
      if (!session.configuration.isShown('inlayHints')) return [];
      return inlayHints(snapshot, file.uri, positions.toOffsets(range), token).map(({ offset, label, tooltip }) => ({
        position: positions.toPosition(offset),
        label: shownMessage(label),
        paddingLeft: true,
        ...(tooltip === undefined ? {} : { tooltip: visibleLine(tooltip) }),
      }));
    }),
  );
}
