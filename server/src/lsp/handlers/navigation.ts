import type { OpenFile } from '../../analysis/snapshot.ts';
import { throwIfCancelled } from '../../base/cancellation.ts';
import { normalizeUri } from '../../base/uri.ts';
import {
  definition,
  documentHighlights,
  type FileOccurrence,
  type FoundName,
  nameAt,
  occurrencesIn,
  renamedText,
  renameFault,
} from '../../features/navigation.ts';
import type { Location } from '../../features/types.ts';
import { SourceText } from '../../text/sourceText.ts';
import { YamlStream } from '../../yaml/stream.ts';
import { whileWanted } from '../dispatch.ts';
import {
  type CancellationToken,
  type DocumentHighlight,
  DocumentHighlightKind,
  LSPErrorCodes,
  type Location as LspLocation,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from '../languageServer.ts';
import { requireParams } from '../params.ts';
import type { Session } from '../session.ts';
import { Slicer } from '../slicer.ts';
import { toWorkspaceEdit } from '../toLsp.ts';
import { answer, type Target } from './request.ts';

/** Definition, references, highlights and renaming of names in manifests. */
export function registerNavigation(session: Session): void {
  const { connection } = session;
  connection.onDefinition(
    answer(session, 'definition', async ({ file, snapshot, positions }, { position }, token) => {
      const found = definition(snapshot, file.uri, positions.toOffset(position), token);
      return toLocations(session, found);
    }),
  );
  connection.onReferences(
    answer(session, 'references', async (target, { position, context }, token) => {
      const name = nameUnder(target, position);
      const places = name ? await occurrences(session, name, token) : [];
      return places
        .filter(({ occurrence }) => context.includeDeclaration || !occurrence.isDefinition)
        .map(({ location }) => location);
    }),
  );
  connection.onDocumentHighlight(
    answer(session, 'highlights', ({ file, snapshot, positions }, { position }, token): DocumentHighlight[] =>
      documentHighlights(snapshot, file.uri, positions.toOffset(position), token).map(({ range, isDefinition }) => ({
        range: positions.toRange(range),
        kind: isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      })),
    ),
  );
  connection.onPrepareRename(
    answer(session, 'rename', (target, { position }) => {
      const name = nameUnder(target, position);
      return name ? { range: target.positions.toRange(name.range), placeholder: name.text } : null;
    }),
  );
  connection.onRenameRequest(
    answer(session, 'rename', (target, params, token) => {
      requireParams(params, ['newName']);
      return rename(session, { name: nameUnder(target, params.position), newName: params.newName }, token);
    }),
  );
}

function nameUnder({ file, snapshot, positions }: Target, position: LspLocation['range']['start']) {
  return nameAt(snapshot, file.uri, positions.toOffset(position));
}

async function rename(
  session: Session,
  { name, newName }: { name: FoundName | undefined; newName: string },
  token: CancellationToken,
): Promise<WorkspaceEdit> {
  if (!name) throw new ResponseError(LSPErrorCodes.RequestFailed, 'There is no name to change here');
  const fault = renameFault(name, newName);
  if (fault) throw new ResponseError(LSPErrorCodes.RequestFailed, fault);
  const edits = new Map<string, TextEdit[]>();
  for (const { occurrence, location } of await occurrences(session, name, token)) {
    const own = edits.get(location.uri) ?? [];
    own.push({ range: location.range, newText: renamedText(occurrence, newName) });
    edits.set(location.uri, own);
  }
  return toWorkspaceEdit(edits, session);
}

async function toLocations({ texts, documents }: Session, found: readonly Location[]): Promise<LspLocation[]> {
  await texts.load(found.map(({ uri }) => documents.spelling(uri)));
  return found.flatMap((location) => {
    const uri = documents.spelling(location.uri);
    const range = texts.positions(uri)?.toRange(location.range);
    return range ? [{ uri, range }] : [];
  });
}

interface Place {
  readonly occurrence: FileOccurrence;
  readonly location: LspLocation;
}

/** Where a name stands, in open files and in all others of the workspace; slice by slice, so that typing goes on. */
async function occurrences(session: Session, name: FoundName, token: CancellationToken): Promise<Place[]> {
  const places: Place[] = [];
  const { texts } = session;
  const search = (file: OpenFile): void => {
    const positions = texts.in(file.text);
    for (const occurrence of occurrencesIn([file], name, token)) {
      places.push({ occurrence, location: { uri: file.uri, range: positions.toRange(occurrence.range) } });
    }
  };
  for (const file of session.host.snapshot().openFiles()) search(file);
  // A volume's name means something in its own manifest only, that of a claim template in those of the claims, too.
  if (name.name.type === 'volume' && !name.claims) return places;
  await whileWanted(session.files.whenIndexed(), token);
  for await (const file of closedFiles(session, name.text, token)) search(file);
  return places;
}

async function* closedFiles(session: Session, text: string, token: CancellationToken): AsyncGenerator<OpenFile> {
  const slicer = new Slicer(session.runtime);
  const uris = new Map<string, string>();
  for (const uri of session.files.manifestFiles()) {
    if (!session.documents.has(uri)) uris.set(normalizeUri(uri), uri);
  }
  for await (const { uri, content } of session.files.contents([...uris.values()])) {
    throwIfCancelled(token);
    await slicer.turn();
    if (content.state !== 'read' || !content.text.includes(text)) continue;
    const source = new SourceText(content.text);
    yield { uri, version: 0, text: source, stream: YamlStream.parse(source) };
  }
}
