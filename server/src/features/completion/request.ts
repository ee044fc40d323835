import { shownManifests } from '../../analysis/helmValues.ts';
import type { OpenFile, Snapshot } from '../../analysis/snapshot.ts';
import type { WorkspaceView } from '../../analysis/workspaceView.ts';
import type { CancellationToken } from '../../base/cancellation.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { isListKind, type Manifest, rootView } from '../../manifest/manifest.ts';
import type { Minor } from '../../schema/minor.ts';
import { NO_NODE, NodeStyle, type YamlDocument } from '../../yaml/tree.ts';
import { cursorAt } from './cursor/cursor.ts';
import type { Step } from './cursor/frames.ts';
import { type Cursor, nowhere } from './cursor/places.ts';
import { type Layout, layoutAround } from './layout.ts';
import { isKnown, readableDocument } from './readable.ts';
import { type SchemaPlace, schemaAt } from './schemaPlace.ts';

/** Everything that an offer may depend on. Offsets count from the start of the document. */
export interface Request {
  readonly snapshot: Snapshot;
  readonly workspace: WorkspaceView;
  readonly minor: Minor;
  readonly token: CancellationToken;
  readonly file: OpenFile;
  readonly documentStart: number;
  /** The document as it is in the file. */
  readonly text: string;
  /** The document as far as it can be read, without the word that is being typed. */
  readonly document: YamlDocument;
  readonly offset: number;
  readonly cursor: Cursor;
  readonly layout: Layout;
  /** Whether keys and strings must be in double quotes. */
  readonly isJson: boolean;
}

/** One object of the document, and a place in it. */
export interface ObjectPlace {
  readonly manifest: Manifest;
  /** Steps from the object's root. */
  readonly path: readonly Step[];
  readonly schema: SchemaPlace | undefined;
}

/** What is asked for at an offset of an open file; undefined when the file is not open. */
export function requestAt(
  snapshot: Snapshot,
  uri: string,
  at: { offset: number; token: CancellationToken },
): Request | undefined {
  const place = snapshot.place(uri, at.offset);
  if (!place) return undefined;
  const { file, documentStart } = place;
  const { text } = place.document;
  const offset = at.offset - documentStart;
  const cursor = isOnSeparator(file, at.offset, text.length + documentStart) ? nowhere : cursorAt(text, offset);
  const document = readableDocument(place.document, cursor);
  return {
    snapshot,
    workspace: snapshot.workspace,
    minor: snapshot.settings.kubernetesVersion,
    token: at.token,
    file,
    documentStart,
    text,
    document,
    offset,
    cursor,
    layout: layoutOf(file, document, { offset, start: documentStart }),
    isJson: isJsonText(document, file.uri),
  };
}

/** The object around a path of the document, with what the schema says of the place; undefined outside of objects. */
export function objectPlace(request: Request, path: readonly Step[]): ObjectPlace | undefined {
  const found = objectAround(request, path);
  if (!found) return undefined;
  const inner = path.slice(found.depth);
  return { manifest: found.manifest, path: inner, schema: schemaAt(found.manifest, inner, request.minor) };
}

/** The mapping at a path of the document; undefined in a document of which nothing could be read. */
export function mappingAt({ document }: Request, path: readonly Step[]): FieldView | undefined {
  return document.tree.root === NO_NODE ? undefined : viewAt(rootView(document), path);
}

/** The view at a path below another one; a view of nothing where the path leaves what is written. */
export function viewAt(view: FieldView, path: readonly Step[]): FieldView {
  let at = view;
  for (const step of path) {
    at = typeof step === 'string' ? at.field(step) : (at.items()[step] ?? at.field(''));
  }
  return at;
}

/** The text of a string, undefined where there is none or where a placeholder leaves it open. */
export function knownText(view: FieldView): string | undefined {
  const text = view.text();
  return isKnown(text) ? text : undefined;
}

function objectAround(request: Request, path: readonly Step[]): { manifest: Manifest; depth: number } | undefined {
  const { document } = request;
  const manifests = shownManifests(document, request.file.uri);
  const first = manifests[0];
  // A List whose items cannot be read yet stands for itself; what is written in it does not.
  if (isListItem(request, path.slice(0, 2)) && first?.view.node === document.tree.root) return undefined;
  if (!first || first.document.tree.root === first.view.node) return first && { manifest: first, depth: 0 };
  if (path[0] !== 'items' || typeof path[1] !== 'number') return undefined;
  const item = rootView(document).field('items').items()[path[1]];
  const manifest = item && manifests.find(({ view }) => view.node === item.node);
  return manifest && { manifest, depth: 2 };
}

/** The document's own layout; of an empty document that of the one above it. */
function layoutOf(file: OpenFile, document: YamlDocument, at: { offset: number; start: number }): Layout {
  const above = document.tree.size > 0 || at.start === 0 ? undefined : file.stream.documentAt(at.start - 1).document;
  return above ? layoutAround(above.tree, above.text.length) : layoutAround(document.tree, Math.max(0, at.offset));
}

/** Whether a path leads to an object of a `List`. */
export function isListItem(request: Request, path: readonly Step[]): boolean {
  if (path.length !== 2 || path[0] !== 'items' || typeof path[1] !== 'number') return false;
  return isListKind(mappingAt(request, [])?.field('kind').string() ?? '');
}

/** The end of a document's text is also the place before the dashes of a separator, where nothing can be written. */
function isOnSeparator(file: OpenFile, offset: number, documentEnd: number): boolean {
  return offset >= documentEnd && documentEnd > 0 && file.text.text.startsWith('---', documentEnd);
}

function isJsonText({ tree }: YamlDocument, uri: string): boolean {
  if (tree.root === NO_NODE || tree.style(tree.root) !== NodeStyle.flow) return uri.endsWith('.json');
  const first = tree.firstChild(tree.root);
  return uri.endsWith('.json') || (first !== NO_NODE && tree.style(first) === NodeStyle.doubleQuoted);
}
