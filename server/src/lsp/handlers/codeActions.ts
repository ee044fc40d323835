import type { CodeAction, CodeActionContext, Diagnostic } from 'vscode-languageserver';
import { shownMessage } from '../../base/visible.ts';
import { codeActions, fixAll } from '../../features/codeActions.ts';
import type { CodeAction as Repair } from '../../features/types.ts';
import type { Session } from '../session.ts';
import { toTextEdits, toWorkspaceEdit } from '../toLsp.ts';
import { answer, type Target } from './request.ts';

/** `textDocument/codeAction`. */
export function registerCodeActions(session: Session): void {
  session.connection.onCodeAction(
    answer(session, 'code actions', (target, { range, context }, token): CodeAction[] => {
      const { file, snapshot, positions } = target;
      if (session.files.isExcluded(file.uri)) return [];
      const isWanted = (kind: string) => context.only?.some((only) => `${kind}.`.startsWith(`${only}.`)) !== false;
      const touching = codeActions(snapshot, file.uri, positions.toOffsets(range), token);
      const found = touching.filter(({ kind }) => isWanted(kinds[kind]));
      // Asked for by name, the fixes of the whole file do not depend on where the cursor is.
      if (context.only && isWanted(kinds['source.fixAll']) && !found.some(({ kind }) => kind === 'source.fixAll')) {
        const all = fixAll(snapshot, file.uri, token);
        if (all) found.push(all);
      }
      return found.map((repair) => toCodeAction(repair, { session, target, context }));
    }),
  );
}

const kinds: Readonly<Record<Repair['kind'], string>> = {
  quickfix: 'quickfix',
  refactor: 'refactor',
  'source.fixAll': 'source.fixAll.statefulset',
};

function toCodeAction(
  repair: Repair,
  { session, target, context }: { session: Session; target: Target; context: CodeActionContext },
): CodeAction {
  const { file, positions } = target;
  const diagnostics = repairedDiagnostics(repair, target, context.diagnostics);
  return {
    title: shownMessage(repair.title),
    kind: kinds[repair.kind],
    edit: toWorkspaceEdit(new Map([[file.uri, toTextEdits(repair.edits, positions)]]), session),
    ...(repair.isPreferred ? { isPreferred: true } : {}),
    ...(diagnostics.length > 0 ? { diagnostics } : {}),
  };
}

/** Those of the client's diagnostics that a repair is for. */
function repairedDiagnostics({ repairs }: Repair, { positions }: Target, shown: readonly Diagnostic[]): Diagnostic[] {
  if (!repairs) return [];
  const range = JSON.stringify(positions.toRange(repairs.range));
  return shown.filter((diagnostic) => diagnostic.code === repairs.rule && isSameRange(diagnostic, range));
}

function isSameRange({ range: { start, end } }: Diagnostic, print: string): boolean {
  const at = ({ line, character }: Diagnostic['range']['start']) => ({ line, character });
  return JSON.stringify({ start: at(start), end: at(end) }) === print;
}
