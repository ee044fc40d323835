import { quoted } from '../../base/visible.ts';
import { resolvePlain } from '../../yaml/resolve.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

/** Where lines are put, and how. */
export interface Placement {
  /** Blanks before the first character. */
  readonly indent: number;
  /** Blanks by which the dashes of a list stand behind its key: none or two, as the author does. */
  readonly listIndent: number;
  /** A comment for the first line of each entry or item. */
  readonly note?: string;
}

/** Lines of block YAML for the entries of an object. */
export function renderEntries(object: JsonObject, place: Placement): string[] {
  return Object.entries(object).flatMap(([key, value]) => renderEntry(key, value, place));
}

/** Lines of block YAML for one entry of a mapping. */
export function renderEntry(key: string, value: Json, { indent, listIndent, note }: Placement): string[] {
  const head = `${' '.repeat(indent)}${renderScalar(key)}:`;
  const inline = inlineText(value);
  if (inline !== undefined) return [withNote(`${head} ${inline}`, note)];
  const inner = indent + (Array.isArray(value) ? listIndent : 2);
  return [withNote(head, note), ...renderBlock(value, { indent: inner, listIndent })];
}

/** Lines of block YAML for one item of a list. */
export function renderItem(value: Json, { indent, listIndent, note }: Placement): string[] {
  const dash = `${' '.repeat(indent)}-`;
  const inline = inlineText(value);
  if (inline !== undefined) return [withNote(`${dash} ${inline}`, note)];
  const [first = '', ...rest] = renderBlock(value, { indent: indent + 2, listIndent });
  return [withNote(`${dash} ${first.trimStart()}`, note), ...rest];
}

/** Lines of block YAML for a list or an object that is not empty. */
export function renderBlock(value: Json, place: Placement): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => renderItem(item, place));
  return isObject(value) ? renderEntries(value, place) : [`${' '.repeat(place.indent)}${renderScalar(value)}`];
}

/** How a value is written within brackets: as JSON, or with as few quotes as YAML needs. */
export function renderFlow(value: Json, isJson: boolean): string {
  if (isJson) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => renderFlow(item, false)).join(', ')}]`;
  if (!isObject(value)) return renderScalar(value);
  const entries = Object.entries(value).map(([key, item]) => `${renderScalar(key)}: ${renderFlow(item, false)}`);
  return `{${entries.join(', ')}}`;
}

/** A scalar on one line; texts are quoted where YAML, as Kubernetes reads it, would take them for something else. */
export function renderScalar(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const isPlain = plainText.test(value) && !value.endsWith(':') && resolvePlain(value).type === 'string';
  return isPlain ? value : quoted(value);
}

/** What fits behind a colon or dash: scalars, and empty lists and objects. */
export function inlineText(value: Json): string | undefined {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : undefined;
  if (isObject(value)) return Object.keys(value).length === 0 ? '{}' : undefined;
  return renderScalar(value);
}

/** A line with a comment behind it. */
export function withNote(line: string, note: string | undefined): string {
  return note === undefined ? line : `${line}  # ${note}`;
}

/** Characters that mean nothing to YAML wherever they stand in a word. */
const plainText = /^[A-Za-z0-9_./][A-Za-z0-9_./:+-]*$/;
