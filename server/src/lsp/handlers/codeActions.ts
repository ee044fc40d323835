import type { CodeAction, CodeActionContext, Diagnostic, Position, TextEdit } from 'vscode-languageserver';
import type { OpenFile } from '../../analysis/snapshot.ts';
import { Cancelled } from '../../base/cancellation.ts';
import { baseName } from '../../base/uri.ts';
import { shownMessage, visibleLine } from '../../base/visible.ts';
import { codeActions, fixAll, fixAllTitle } from '../../features/codeActions.ts';
import type { CodeAction as Repair } from '../../features/types.ts';
import { SourceText } from '../../text/sourceText.ts';
import { YamlStream } from '../../yaml/stream.ts';
import { whileWanted } from '../dispatch.ts';
import type { CancellationToken } from '../languageServer.ts';
import type { Session } from '../session.ts';
import { toTextEdits, toWorkspaceEdit } from '../toLsp.ts';
import { answer, type Target, targetOf } from './request.ts';

/** `textDocument/codeAction` and `codeAction/resolve`. */
export function registerCodeActions(session: Session): void {
  const { connection, client, dispatcher, log } = session;
  const told = new Set<string>();
  const tellOnce = (sentence: string) => {
    if (!told.has(sentence)) log.info(sentence);
    told.add(sentence);
  };
  connection.onCodeAction(
    answer(session, 'code actions', (target, { range, context }, token): CodeAction[] | Promise<CodeAction[]> => {
      const { file, snapshot, positions } = target;
      if (session.files.isExcluded(file.uri)) return [];
      const isWanted = (kind: string) => context.only?.some((only) => `${kind}.`.startsWith(`${only}.`)) !== false;
      const areSingleWanted = isWanted(kinds.quickfix) || isWanted(kinds.refactor);
      const { actions, hasSafeFix, leftOut } = areSingleWanted
        ? codeActions(snapshot, file.uri, positions.toOffsets(range), token)
        : { actions: [], hasSafeFix: false, leftOut: undefined };
      if (leftOut !== undefined) tellOnce(visibleLine(`${baseName(file.uri)}: ${leftOut}`));
      const found = actions.filter(({ kind }) => isWanted(kinds[kind]));
      // Asked for by name, the fixes of the whole file do not depend on where the cursor is.
      const isAllWanted = isWanted(kinds['source.fixAll']) && (hasSafeFix || context.only !== undefined);
      const isAllLater = isAllWanted && context.only === undefined && client.resolvesEdits;
      const all = isAllWanted && !isAllLater ? fixAll(snapshot, file.uri, token) : undefined;
      if (all) found.push(all);
      const later = isAllLater ? [fixAllLater(file.uri)] : [];
      const surroundings = { session, target, context };
      const closed = found.flatMap(({ elsewhere }) => (elsewhere && !opened(session, elsewhere) ? elsewhere.uri : []));
      if (closed.length === 0) return [...found.flatMap((repair) => toCodeActions(repair, surroundings)), ...later];
      return readClosed({ session, target, uris: closed }, token).then((files) => [
        ...found.flatMap((repair) => toCodeActions(repair, { ...surroundings, files })),
        ...later,
      ]);
    }),
  );
  connection.onCodeActionResolve((action, token) =>
    dispatcher.run({ name: 'code action', token, fallback: action, work: () => resolve(action, session, token) }),
  );
}

/** What comes back with an action whose edits are worked out when it is chosen. */
interface ActionData {
  readonly uri: string;
}

/** A cursor that moves asks for actions again and again, and the fixes of a long file take a while. */
function fixAllLater(uri: string): CodeAction {
  const data: ActionData = { uri };
  return { title: fixAllTitle, kind: kinds['source.fixAll'], data };
}

/** The action with its edits, by the text as it is now. */
function resolve(action: CodeAction, session: Session, token: CancellationToken): CodeAction {
  const { uri } = (action.data ?? {}) as Partial<ActionData>;
  if (typeof uri !== 'string') return action;
  const { file, snapshot, positions } = targetOf(session, { uri });
  const all = fixAll(snapshot, file.uri, token);
  if (!all) return action;
  return { ...action, edit: toWorkspaceEdit(new Map([[file.uri, toTextEdits(all.edits, positions)]]), session) };
}

interface Surroundings {
  readonly session: Session;
  readonly target: Target;
  readonly context: CodeActionContext;
  /** Closed files that edits go to, by URI. */
  readonly files?: ReadonlyMap<string, OpenFile>;
}

function opened({ documents }: Session, { uri }: { readonly uri: string }): OpenFile | undefined {
  return documents.get(documents.spelling(uri));
}

/** Files as they stand on disk now: they are about to be changed, so that what is remembered of them does not count. */
async function readClosed(
  { session, target, uris }: { session: Session; target: Target; uris: readonly string[] },
  token: CancellationToken,
): Promise<ReadonlyMap<string, OpenFile>> {
  const files = new Map<string, OpenFile>();
  for (const uri of new Set(uris)) {
    const content = await whileWanted(session.runtime.files.read(uri), token);
    if (content.state !== 'read') continue;
    const text = new SourceText(content.text);
    files.set(uri, { uri, version: 0, text, stream: YamlStream.parse(text) });
  }
  // Edits of the text as it was would land in another one.
  if (session.documents.get(target.file.uri) !== target.file) throw new Cancelled();
  return files;
}

/** The action; none where its edits do not fit the other file, as that cannot be read or holds something else. */
function toCodeActions(repair: Repair, surroundings: Surroundings): CodeAction[] {
  const { session, target, files } = surroundings;
  const edits = new Map<string, TextEdit[]>();
  if (repair.edits.length > 0) edits.set(target.file.uri, toTextEdits(repair.edits, target.positions));
  const { elsewhere } = repair;
  if (elsewhere) {
    const file = opened(session, elsewhere) ?? files?.get(elsewhere.uri);
    const others = file && elsewhere.edits(file);
    if (!others) return [];
    edits.set(file.uri, toTextEdits(others, session.texts.in(file.text)));
  }
  return [toCodeAction(repair, edits, surroundings)];
}

const kinds: Readonly<Record<Repair['kind'], string>> = {
  quickfix: 'quickfix',
  refactor: 'refactor',
  'source.fixAll': 'source.fixAll.statefulset',
};

function toCodeAction(
  repair: Repair,
  edits: ReadonlyMap<string, TextEdit[]>,
  { session, target, context }: Surroundings,
): CodeAction {
  const diagnostics = repairedDiagnostics(repair, target, context.diagnostics ?? []);
  return {
    title: shownMessage(repair.title),
    kind: kinds[repair.kind],
    edit: toWorkspaceEdit(edits, session),
    ...(repair.isPreferred ? { isPreferred: true } : {}),
    ...(diagnostics.length > 0 ? { diagnostics } : {}),
  };
}

/** Those of the client's diagnostics that a repair is for. */
function repairedDiagnostics({ repairs }: Repair, { positions }: Target, shown: readonly Diagnostic[]): Diagnostic[] {
  if (!repairs || shown.length === 0) return [];
  const { start, end } = positions.toRange(repairs.range);
  return shown.filter(
    ({ code, range }) => code === repairs.rule && isSamePlace(range.start, start) && isSamePlace(range.end, end),
  );
}

function isSamePlace(a: Position, b: Position): boolean {
  return a.line === b.line && a.character === b.character;
}
