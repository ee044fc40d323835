import { finish, type Steps } from '../base/steps.ts';
import { objectsIn } from '../manifest/manifest.ts';
import { PlainFields } from '../manifest/plainFields.ts';
import type { PassingDocument } from '../yaml/parse.ts';
import { glanceThrough, type YamlStream } from '../yaml/stream.ts';
import { isKustomization, type Kustomized, nothingKustomized, readKustomization, together } from './kustomization.ts';
import { nameRangeOfFields, type ObjectPlace, summaryOf } from './summaries.ts';
import type { ObjectSummary } from './workspaceView.ts';

/** One object of a document. */
export interface Item {
  readonly summary: ObjectSummary;
  /** Where the name stands, from the document's start. */
  readonly nameStart: number;
  readonly nameEnd: number;
}

/** One file as the index keeps it: its objects, document by document. */
export interface FileEntry {
  readonly documents: readonly (readonly Item[])[];
  /** File offset of each document. */
  readonly starts: ArrayLike<number>;
  /** What this file, if it is a kustomization, makes of others. */
  readonly kustomized: Kustomized;
}

/** An entry as it is kept for thousands of files. Most hold one object and nothing else: then its item is all there is. */
export type KeptEntry = FileEntry | Item;

/** An entry in the form in which it takes up the least room. */
export function keptEntry(entry: FileEntry): KeptEntry {
  const { documents, starts, kustomized } = entry;
  const [items] = documents;
  const isLone = documents.length === 1 && items!.length === 1 && isAtStart(starts);
  return isLone && kustomized === nothingKustomized ? items![0]! : entry;
}

/** The entry that is kept so. */
export function wholeEntry(kept: KeptEntry): FileEntry {
  return isLoneItem(kept) ? { documents: [[kept]], starts: atStart, kustomized: nothingKustomized } : kept;
}

/** Whether of a file nothing but an object is kept. */
export function isLoneItem(kept: KeptEntry): kept is Item {
  return 'summary' in kept;
}

/** A file in which nothing stands. */
export const emptyEntry: FileEntry = { documents: [], starts: [], kustomized: nothingKustomized };

/** The entry of a file of which nothing else is wanted. Comes in steps, of which most files take one. */
export function* entryOfText(uri: string, text: string): Steps<FileEntry> {
  const isRead = isKustomization(uri);
  const kustomized: Kustomized[] = [];
  const { found, starts } = yield* glanceThrough(text, (document) => {
    if (isRead) kustomized.push(readKustomization(uri, document));
    return itemsInSteps(uri, document);
  });
  // What a list that grew has left over would stay with it: the copy has none.
  return {
    documents: found.slice(),
    starts: isAtStart(starts) ? atStart : starts,
    kustomized: together(kustomized),
  };
}

/** The entry of a file that was read. */
export function entryOfStream(uri: string, stream: YamlStream): FileEntry {
  return finish(entryInSteps(uri, stream));
}

/** The same in steps, of which most files take one. */
export function* entryInSteps(uri: string, { documents, starts }: YamlStream): Steps<FileEntry> {
  const kustomized: Kustomized[] = [];
  const found: (readonly Item[])[] = [];
  for (const [at, document] of documents.entries()) {
    if (at > 0) yield;
    if (isKustomization(uri)) kustomized.push(readKustomization(uri, document));
    found.push(yield* itemsInSteps(uri, document));
  }
  return { documents: found, starts, kustomized: together(kustomized) };
}

/** The same with starts that are to be kept for thousands of files: a list instead of one with a buffer of its own. */
export function entryToKeep(uri: string, stream: YamlStream): FileEntry {
  const { starts } = stream;
  return { ...entryOfStream(uri, stream), starts: isAtStart(starts) ? atStart : Array.from(starts) };
}

/** The objects of a document. */
export function itemsOf(uri: string, document: PassingDocument): readonly Item[] {
  return finish(itemsInSteps(uri, document));
}

/** The same in steps, of which only long lists of objects take several. */
function* itemsInSteps(uri: string, { tree, isTemplate }: PassingDocument): Steps<readonly Item[]> {
  const objects = objectsOf(uri, PlainFields.rootOf(tree));
  if (objects.length === 0) return noItems;
  const items = [itemOf(objects[0]!, { uri, isTemplate })];
  for (let at = 1; at < objects.length; at++) {
    if (at % objectsInStep === 0) yield;
    items.push(itemOf(objects[at]!, { uri, isTemplate }));
  }
  return items.every(({ summary }) => summary.kind !== '') ? items : items.filter(({ summary }) => summary.kind !== '');
}

function itemOf(object: PlainFields, place: ObjectPlace): Item {
  const { start, end } = nameRangeOfFields(object);
  return { summary: summaryOf(object, place), nameStart: start, nameEnd: end };
}

/** Objects of which the summaries are made in one step: it takes about a millisecond. */
const objectsInStep = 50;

/** A kustomization needs neither kind nor version: its file's name says what it is. */
function objectsOf(uri: string, root: PlainFields): readonly PlainFields[] {
  const objects = objectsIn(root);
  return objects.length === 0 && isKustomization(uri) && root.isMapping() ? [root] : objects;
}

const noItems: readonly Item[] = [];

/** The starts of most files. */
const atStart: readonly number[] = [0];

function isAtStart(starts: ArrayLike<number>): boolean {
  return starts.length === 1 && starts[0] === 0;
}
