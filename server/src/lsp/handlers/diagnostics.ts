import { requireParams } from '../params.ts';
import type { Session } from '../session.ts';

/** `textDocument/diagnostic` and `workspace/diagnostic`, for clients that ask. */
export function registerDiagnostics({ connection, dispatcher, pull }: Session): void {
  if (!pull) return;
  connection.languages.diagnostics.on((params, token) =>
    dispatcher.run({
      name: 'diagnostics',
      token,
      work: () => {
        requireParams(params, ['textDocument']);
        return pull.document(params, token);
      },
    }),
  );
  connection.languages.diagnostics.onWorkspace((params, token, _progress, parts) =>
    dispatcher.run({
      name: 'workspace diagnostics',
      token,
      work: () => {
        requireParams(params, ['previousResultIds']);
        return pull.workspace(params, { token, send: parts && ((part) => parts.report(part)) });
      },
    }),
  );
}
