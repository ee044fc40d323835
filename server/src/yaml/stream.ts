import { Remembering } from '../base/memory.ts';
import { finish, type Steps } from '../base/steps.ts';
import { normalizeEdits, type SourceText, type TextEdit } from '../text/sourceText.ts';
import { editDocument } from './editDocument.ts';
import type { LikeDocuments } from './likeDocuments.ts';
import { glance, type PassingDocument, parseDocument, parseInSteps, unreadDocument } from './parse.ts';
import type { TextChange } from './reparse.ts';
import type { YamlDocument } from './tree.ts';

/** One document of a file: `start` is the file offset that the document's own offsets count from. */
export interface StreamEntry {
  readonly index: number;
  readonly start: number;
  readonly document: YamlDocument;
}

/**
 * The documents of a file, split where Kubernetes' own reader splits: at lines that begin with `---` and have nothing
 * but white space or a comment behind it. The separator line belongs to no document. A file has at least one document,
 * be it empty; a separator at the very beginning does not make an empty one before it.
 */
export class YamlStream extends Remembering {
  readonly source: SourceText;
  /** File offset of each document's first character. */
  readonly starts: Int32Array;
  readonly documents: readonly YamlDocument[];
  /** Tells it from all others, without keeping it in memory. */
  readonly number: number = ++lastNumber;
  #editedFrom = 0;
  #editedIndex = 0;

  private constructor(source: SourceText, starts: Int32Array, documents: readonly YamlDocument[]) {
    super();
    this.source = source;
    this.starts = starts;
    this.documents = documents;
  }

  /** A file that is too much to be read: one document of which nothing is known. */
  static unread(source: SourceText, message: string): YamlStream {
    return new YamlStream(source, Int32Array.of(0), [unreadDocument(source.text, { at: 0, message })]);
  }

  /** `like`: documents that were read before and may be like those of this text. */
  static parse(source: SourceText, like?: LikeDocuments): YamlStream {
    return finish(YamlStream.parseInSteps(source, like));
  }

  /** The same in steps, so that others have their turn while a long text is read. */
  static *parseInSteps(source: SourceText, like?: LikeDocuments): Steps<YamlStream> {
    const pieces = split(source.text, 0, source.length);
    // Each document once: of two that read alike, each is an object of its own.
    const documents = new Set<YamlDocument>();
    for (const piece of pieces) {
      if (documents.size > 0) yield;
      const text = ownText(source.text, piece);
      const document = yield* like === undefined ? parseInSteps(text) : like.read(text);
      documents.add(documents.has(document) ? yield* parseInSteps(text) : document);
    }
    return new YamlStream(source, startsOf(pieces), Array.from(documents));
  }

  get size(): number {
    return this.documents.length;
  }

  entry(index: number): StreamEntry | undefined {
    const document = this.documents[index];
    return document === undefined ? undefined : { index, start: this.starts[index]!, document };
  }

  /**
   * Index of the one document that tells this stream from that with the number `from`, of which an edit made it: documents
   * behind it are all moved by as much. Undefined where that is not known.
   */
  editedIndex(from: number): number | undefined {
    return this.#editedFrom === from ? this.#editedIndex : undefined;
  }

  *[Symbol.iterator](): Generator<StreamEntry> {
    for (let index = 0; index < this.documents.length; index++) yield this.entry(index)!;
  }

  /**
   * The document that `offset` lies in. A separator line counts to the document above it (so the offset may lie behind
   * the document's text), one at the very beginning to the first document (so the offset may lie before it).
   */
  documentAt(offset: number): StreamEntry {
    return this.entry(this.#indexAt(offset))!;
  }

  /**
   * The stream after `edits`, which all count in this stream's text; `source` is that text after them. Documents that
   * no edit touches stay the same objects; only their starts move.
   */
  edit(edits: readonly TextEdit[], source: SourceText): YamlStream {
    const sorted = normalizeEdits(edits, this.source.length);
    if (sorted.length === 0) return this;
    const quick = sorted.length === 1 ? this.#editWithin(sorted[0]!, source) : undefined;
    if (quick !== undefined) return quick;
    let first = this.#indexAt(sorted[0]!.start);
    // A separator at the very end has no line end yet, so what is typed behind it may still undo it.
    if (first > 0 && this.source.text.charCodeAt(this.starts[first]! - 1) !== 10) first--;
    let last = this.#indexAt(sorted.at(-1)!.end);
    const shift = source.length - this.source.length;
    const from = first === 0 ? 0 : this.starts[first]!;
    let to = this.#regionEnd(last) + shift;
    // An edit may have unmade the separator at the region's end: then the next document joins in.
    while (last + 1 < this.size && !endsWithSeparator(source.text, from, to)) to = this.#regionEnd(++last) + shift;
    const pieces = split(source.text, from, to);
    if (last + 1 < this.size) pieces.pop();
    const oldEnd = sorted.at(-1)!.end - this.starts[first]!;
    const ownChange = { start: sorted[0]!.start - this.starts[first]!, oldEnd, newEnd: oldEnd + shift };
    const fresh =
      first === last && pieces.length === 1
        ? [this.#changedDocument(this.documents[first]!, ownText(source.text, pieces[0]!), ownChange)]
        : this.#freshDocuments(source.text, pieces, { first, last });
    const starts = new Int32Array(this.size - (last + 1 - first) + pieces.length);
    starts.set(this.starts.subarray(0, first));
    starts.set(
      pieces.map((piece) => piece.start),
      first,
    );
    for (let at = first + pieces.length, old = last + 1; old < this.size; at++, old++) {
      starts[at] = this.starts[old]! + shift;
    }
    const documents = this.documents.slice(0, first).concat(fresh, this.documents.slice(last + 1));
    return new YamlStream(source, starts, documents);
  }

  /**
   * The stream after an edit inside of one document that leaves all separators what they are; undefined where that is
   * not certain. Looks at that document alone, however long the file is.
   */
  #editWithin({ start, end, newText }: TextEdit, source: SourceText): YamlStream | undefined {
    const index = this.#indexAt(start);
    const document = this.documents[index]!;
    const own = { start: start - this.starts[index]!, oldEnd: end - this.starts[index]!, newEnd: 0 };
    own.newEnd = own.start + newText.length;
    // A document ends before its separator's line, or with the file.
    const isInside = own.start > 0 && (own.oldEnd < document.text.length || index + 1 === this.size);
    if (!isInside || own.oldEnd > document.text.length) return undefined;
    const text = document.text.slice(0, own.start) + newText + document.text.slice(own.oldEnd);
    if (hasDashes(text, own)) return undefined;
    const documents = this.documents.with(index, this.#changedDocument(document, text, own));
    const starts = this.starts.slice();
    const shift = source.length - this.source.length;
    if (shift !== 0) for (let at = index + 1; at < starts.length; at++) starts[at]! += shift;
    const edited = new YamlStream(source, starts, documents);
    edited.#editedFrom = this.number;
    edited.#editedIndex = index;
    return edited;
  }

  /** The document after a change that leaves it one document. `change` counts in its text, and may reach beyond it. */
  #changedDocument(document: YamlDocument, text: string, change: TextChange): YamlDocument {
    const isInside = change.start >= 0 && change.oldEnd <= document.text.length;
    if (isInside) return editDocument(document, change, text);
    return document.text === text ? document : parseDocument(text);
  }

  #freshDocuments(text: string, pieces: readonly Piece[], old: { first: number; last: number }): YamlDocument[] {
    // Each document once: of two that read alike, each is an object of its own.
    const taken = new Set<number>();
    return pieces.map((piece, index) => {
      for (const candidate of [old.first + index, old.last - (pieces.length - 1 - index)]) {
        const document = this.documents[candidate];
        const isFree = candidate >= old.first && candidate <= old.last && !taken.has(candidate);
        if (document !== undefined && isFree && hasText(text, piece, document.text)) {
          taken.add(candidate);
          return document;
        }
      }
      return parseDocument(ownText(text, piece));
    });
  }

  /** Where the text that belongs to the document and its closing separator ends: the next document's start. */
  #regionEnd(index: number): number {
    return index + 1 < this.size ? this.starts[index + 1]! : this.source.length;
  }

  #indexAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function startsOf(pieces: readonly Piece[]): Int32Array {
  return pieces.length === 1 && pieces[0]!.start === 0 ? atStart : Int32Array.from(pieces, (piece) => piece.start);
}

/** Of most files. Nobody writes into the starts of a stream. */
const atStart = Int32Array.of(0);

/** What `look` sees in the documents of a text that nobody will ask about again, and where each begins. */
export function* glanceThrough<T>(text: string, look: (document: PassingDocument) => Steps<T>): Steps<Seen<T>> {
  const pieces = split(text, 0, text.length);
  const found: T[] = [];
  for (const piece of pieces) {
    found.push(yield* glance(ownText(text, piece), look));
    if (pieces.length > 1) yield;
  }
  return { found, starts: pieces.map(({ start }) => start) };
}

/** What was seen in the documents of a text. */
export interface Seen<T> {
  readonly found: readonly T[];
  /** File offset of each document. */
  readonly starts: readonly number[];
}

let lastNumber = 0;

interface Piece {
  readonly start: number;
  readonly end: number;
}

/** The documents of the text between two offsets; `from` must be the start of a line. The last one ends at `to`. */
function split(text: string, from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let start = from;
  for (let at = nextDashes(text, from, to); at !== -1; ) {
    const lineEnd = lineEndAfter(text, at, to);
    if (isSeparator(text, at, lineEnd)) {
      if (at > 0) pieces.push({ start, end: at });
      start = lineEnd;
    }
    at = nextDashes(text, lineEnd, to);
  }
  pieces.push({ start, end: to });
  return pieces;
}

/** Offset of the next line at or behind the line start `from` that begins with `---`, or -1. */
function nextDashes(text: string, from: number, to: number): number {
  if (text.startsWith('---', from) && from + 3 <= to) return from;
  const at = text.indexOf('\n---', from);
  return at === -1 || at + 4 > to ? -1 : at + 1;
}

function lineEndAfter(text: string, at: number, to: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 || newline >= to ? to : newline + 1;
}

function isSeparator(text: string, at: number, lineEnd: number): boolean {
  const rest = text.slice(at + 3, lineEnd).trim();
  return rest === '' || rest.startsWith('#');
}

/** Whether the last line of the text between two offsets is a whole separator line. */
function endsWithSeparator(text: string, from: number, to: number): boolean {
  if (to <= from || text.charCodeAt(to - 1) !== 10) return false;
  const lineStart = Math.max(text.lastIndexOf('\n', to - 2) + 1, from);
  return text.startsWith('---', lineStart) && isSeparator(text, lineStart, to);
}

/** Whether one of the lines that a change touched begins as separators do. */
function hasDashes(text: string, change: TextChange): boolean {
  const end = lineEndAfter(text, change.newEnd, text.length);
  for (let at = text.lastIndexOf('\n', change.start - 1) + 1; at < end; at = lineEndAfter(text, at, end)) {
    if (text.startsWith('---', at)) return true;
  }
  return false;
}

function hasText(text: string, piece: Piece, wanted: string): boolean {
  return piece.end - piece.start === wanted.length && text.startsWith(wanted, piece.start);
}

/**
 * The piece as a string of its own. A plain slice would keep the whole file's text alive as long as the document
 * lives, and with it each past version of the file.
 */
function ownText(text: string, piece: Piece): string {
  if (piece.start === 0 && piece.end === text.length) return text;
  return ` ${text.slice(piece.start, piece.end)}`.slice(1);
}
