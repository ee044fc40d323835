import { shiftRange } from '../../base/range.ts';
import { shownMessage } from '../../base/visible.ts';
import { type DocumentOutline, documentOutlines, workspaceSymbols } from '../../features/symbols.ts';
import type { DocumentSymbol as Entry } from '../../features/types.ts';
import {
  type DocumentSymbol,
  type Location as LspLocation,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceSymbol,
} from '../languageServer.ts';
import { requireParams } from '../params.ts';
import type { Positions } from '../positions.ts';
import { markSentAgain } from '../sentAgain.ts';
import type { Session } from '../session.ts';
import { answer } from './request.ts';

/** `textDocument/documentSymbol` and `workspace/symbol`. */
export function registerSymbols(session: Session): void {
  const { connection, client, dispatcher, configuration } = session;
  const sent: Sent = new WeakMap();
  connection.onDocumentSymbol(
    answer(session, 'document symbols', ({ file, snapshot, positions }, _params, token) => {
      if (!configuration.isGenericYamlWanted) return null;
      const outlines = documentOutlines(snapshot, file.uri, token);
      if (client.hasHierarchicalSymbols) {
        return markSentAgain(outlines.flatMap((outline) => toSymbols(outline, positions, sent)));
      }
      return outlines.flatMap(({ start, symbols }) => {
        const at = { uri: file.uri, positions: positionsFrom(start, positions), container: '' };
        return symbols.flatMap((symbol) => flatSymbols(symbol, at));
      });
    }),
  );
  connection.onWorkspaceSymbol((params, token) => {
    const work = () => {
      requireParams(params, ['query']);
      return findObjects(session, params.query);
    };
    return dispatcher.run({ name: 'workspace symbols', token, fallback: null, work });
  });
}

const symbolKinds: Readonly<Record<Entry['kind'], SymbolKind>> = {
  object: SymbolKind.Module,
  array: SymbolKind.Array,
  field: SymbolKind.Field,
  string: SymbolKind.String,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  null: SymbolKind.Null,
};

/** By the outline of a document, what was made of it, and the line of the file in which the document began. */
type Sent = WeakMap<readonly Entry[], { readonly line: number; readonly symbols: readonly DocumentSymbol[] }>;

/** The outline of one document; the same objects where neither it nor its place is another. */
function toSymbols({ start, symbols }: DocumentOutline, positions: Positions, sent: Sent): readonly DocumentSymbol[] {
  // A document begins where a line does, so that all in it is where it was if that line is.
  const { line } = positions.toPosition(start);
  let known = sent.get(symbols);
  if (known?.line !== line) {
    const own = positionsFrom(start, positions);
    known = { line, symbols: symbols.map((symbol) => toSymbol(symbol, own)) };
    sent.set(symbols, known);
  }
  return known.symbols;
}

type Ranges = Pick<Positions, 'toRange'>;

/** The conversion of ranges that count from `start`. */
function positionsFrom(start: number, positions: Positions): Ranges {
  return { toRange: (range) => positions.toRange(shiftRange(range, start)) };
}

function toSymbol({ name, detail, kind, range, selection, children }: Entry, positions: Ranges): DocumentSymbol {
  // A selection outside of the range, as an alias can make it, is refused by clients.
  const isInside = range.start <= selection.start && selection.end <= range.end;
  return {
    name: shownMessage(name),
    kind: symbolKinds[kind],
    range: positions.toRange(range),
    selectionRange: positions.toRange(isInside ? selection : { start: range.start, end: range.start }),
    ...(detail === '' ? {} : { detail: shownMessage(detail) }),
    // Most have none, and an outline is as long as an answer gets.
    ...(children.length === 0 ? {} : { children: children.map((child) => toSymbol(child, positions)) }),
  };
}

function flatSymbols(
  { name, kind, range, children }: Entry,
  at: { readonly uri: string; readonly positions: Ranges; readonly container: string },
): SymbolInformation[] {
  const own: SymbolInformation = {
    name: shownMessage(name),
    kind: symbolKinds[kind],
    location: { uri: at.uri, range: at.positions.toRange(range) },
    ...(at.container === '' ? {} : { containerName: shownMessage(at.container) }),
  };
  return [own, ...children.flatMap((child) => flatSymbols(child, { ...at, container: name }))];
}

async function findObjects({ host, texts, documents }: Session, query: string): Promise<WorkspaceSymbol[]> {
  const objects = workspaceSymbols(host.allObjects(), query);
  await texts.load(objects.map(({ uri }) => uri));
  const { workspace } = host.snapshot();
  return objects.flatMap((object) => {
    const uri = documents.spelling(object.uri);
    const range = workspace.locate(object);
    const positions = texts.positions(uri);
    if (!range || !positions) return [];
    const location: LspLocation = { uri, range: positions.toRange(range) };
    const containerName = object.namespace === undefined ? {} : { containerName: shownMessage(object.namespace) };
    const name = shownMessage(`${object.kind} ${object.name}`);
    return [{ name, kind: SymbolKind.Module, location, ...containerName }];
  });
}
