import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import type { AnalysisHost } from '../analysis/analysisHost.ts';
import type { OpenFile } from '../analysis/snapshot.ts';
import { normalizeUri } from '../base/uri.ts';
import type { SourceText, TextEdit } from '../text/sourceText.ts';
import type { Texts } from './texts.ts';

/**
 * The documents that the client holds open. Keeps the analysis host in step with them; knows which spelling of a URI the
 * client uses for a file that others name otherwise.
 */
export class Documents {
  private readonly host: AnalysisHost;
  private readonly texts: Texts;
  /** By normalized URI. */
  private readonly open = new Map<string, { uri: string; languageId: string }>();

  constructor(host: AnalysisHost, texts: Texts) {
    this.host = host;
    this.texts = texts;
  }

  didOpen({ uri, languageId, version, text }: TextDocumentItem): void {
    this.open.set(normalizeUri(uri), { uri, languageId });
    this.host.open(uri, version, text);
  }

  /** Takes in changes, each in positions of the text that the one before it left. False for a document never opened. */
  didChange(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): boolean {
    const file = this.host.openFile(uri);
    if (!file) return false;
    this.host.edit(uri, version, [mergedEdit(file.text, changes, this.texts)]);
    return true;
  }

  /** The last text counts until it is known what the disk holds. False for a document never opened. */
  didClose(uri: string): boolean {
    const file = this.host.openFile(uri);
    this.open.delete(normalizeUri(uri));
    this.texts.forget(uri);
    if (!file) return false;
    this.host.close(uri, uri.startsWith('untitled:') ? undefined : file.text.text);
    return true;
  }

  /** The open file, or undefined. */
  get(uri: string): OpenFile | undefined {
    return this.host.openFile(uri);
  }

  /** Whether the client holds this file open, however it spells its URI. */
  has(uri: string): boolean {
    return this.open.has(normalizeUri(uri));
  }

  /** The URI as the client spells it where the file is open, else as given. */
  spelling(uri: string): string {
    return this.open.get(normalizeUri(uri))?.uri ?? uri;
  }

  /** `yaml`, `json`, …: what the client calls the file's language; '' for files that are not open. */
  languageOf(uri: string): string {
    return this.open.get(normalizeUri(uri))?.languageId ?? '';
  }
}

/** One edit of `text` that does what all changes do: a document is parsed once however many cursors type. */
function mergedEdit(text: SourceText, changes: readonly TextDocumentContentChangeEvent[], texts: Texts): TextEdit {
  let current = text;
  // What differs so far: from `start`, `oldLength` characters of `text` became `newLength` characters of `current`.
  let span: { start: number; oldLength: number; newLength: number } | undefined;
  for (const change of changes) {
    const edit = editOf(current, change, texts);
    const before: typeof span = span ?? { start: edit.start, oldLength: 0, newLength: 0 };
    const left = Math.max(0, before.start - edit.start);
    const right = Math.max(0, edit.end - (before.start + before.newLength));
    const grown = edit.newText.length - (edit.end - edit.start);
    span = {
      start: before.start - left,
      oldLength: before.oldLength + left + right,
      newLength: before.newLength + left + right + grown,
    };
    current = current.edit([edit]);
  }
  if (!span) return { start: 0, end: 0, newText: '' };
  const newText = current.slice(span.start, span.start + span.newLength);
  return { start: span.start, end: span.start + span.oldLength, newText };
}

function editOf(text: SourceText, change: TextDocumentContentChangeEvent, texts: Texts): TextEdit {
  if ('range' in change && change.range) {
    return { ...texts.in(text).toOffsets(change.range), newText: change.text };
  }
  return difference(text.text, change.text);
}

/** A whole new text as the edit between the beginning and the end that stay, so that documents outside of it are kept. */
function difference(old: string, now: string): TextEdit {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old.charCodeAt(start) === now.charCodeAt(start)) start++;
  let same = 0;
  while (same < shorter - start && old.charCodeAt(old.length - 1 - same) === now.charCodeAt(now.length - 1 - same))
    same++;
  return { start, end: old.length - same, newText: now.slice(start, now.length - same) };
}
