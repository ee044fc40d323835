import { isDigit } from '../base/ascii.ts';

/** An image reference taken apart. */
export interface ImageReference {
  /** Without registry, and without `library/` or `docker/library/`: `mysql`, `bitnami/mysql`. */
  readonly name: string;
  /** `latest` where neither tag nor digest is written; undefined where only a digest is. */
  readonly tag: string | undefined;
}

/** Takes an image reference apart; undefined for a text without a name, or with a template's or a shell's variable. */
export function parseImage(reference: string): ImageReference | undefined {
  for (const character of variableCharacters) if (reference.includes(character)) return undefined;
  const digestAt = reference.indexOf('@');
  const withoutDigest = digestAt < 0 ? reference : reference.slice(0, digestAt);
  const slash = withoutDigest.lastIndexOf('/');
  const colon = withoutDigest.indexOf(':', slash + 1);
  const path = colon < 0 ? withoutDigest : withoutDigest.slice(0, colon);
  const name = withoutLibrary(withoutRegistry(path));
  if (name === '') return undefined;
  const tag = colon < 0 ? undefined : withoutDigest.slice(colon + 1);
  return { name, tag: tag || (digestAt < 0 ? 'latest' : undefined) };
}

/** The first and last tag of a row, either of them open. */
export interface TagRange {
  readonly since?: string;
  readonly until?: string;
}

/**
 * Whether a tag lies in a range. Numbers are compared as far as both go (`17.2-alpine` is within `..17`); a tag without
 * a number (`latest`, `bookworm`) counts as newer than every bound. A bound with `*` compares the number at its end, in
 * tags that contain the text before it (`*-pg17`); without a number it has to match.
 */
export function isInRange(tag: string, { since, until }: TagRange): boolean {
  return (since === undefined || reaches(tag, since, 1)) && (until === undefined || reaches(tag, until, -1));
}

/** Whether a name matches a pattern in which `*` stands for any text. */
export function matchesGlob(name: string, pattern: string): boolean {
  const pieces = pattern.split('*');
  if (pieces.length === 1) return name === pattern;
  const first = pieces[0]!;
  const last = pieces[pieces.length - 1]!;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  const end = name.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

const variableCharacters = '{}$()<> ';

function withoutRegistry(path: string): string {
  const slash = path.indexOf('/');
  const host = path.slice(0, Math.max(0, slash));
  return host.includes('.') || host.includes(':') || host === 'localhost' ? path.slice(slash + 1) : path;
}

function withoutLibrary(path: string): string {
  for (const prefix of ['docker/library/', 'library/']) if (path.startsWith(prefix)) return path.slice(prefix.length);
  return path;
}

/** Whether the tag is at the bound or on the given side of it: 1 newer, -1 older. */
function reaches(tag: string, bound: string, side: 1 | -1): boolean {
  if (bound.includes('*')) {
    const marked = markedNumber(bound);
    if (!marked) return matchesGlob(tag, bound);
    const at = tag.indexOf(marked.mark);
    const given = at < 0 ? [] : leadingNumbers(tag.slice(at + marked.mark.length));
    return given.length === 0 ? side === 1 : compare(given, [marked.number]) * side >= 0;
  }
  const given = leadingNumbers(tag);
  return given.length === 0 ? side === 1 : compare(given, leadingNumbers(bound)) * side >= 0;
}

/** `*-pg17*` → text `-pg` and number 17; undefined for a glob without a number. */
function markedNumber(glob: string): { readonly mark: string; readonly number: number } | undefined {
  const text = glob.replaceAll('*', '');
  let start = text.length;
  while (start > 0 && isDigit(text.charCodeAt(start - 1))) start--;
  return start === text.length ? undefined : { mark: text.slice(0, start), number: Number(text.slice(start)) };
}

/** The numbers of `v17.2-alpine3`: 17 and 2. Empty for a text that begins with none. */
function leadingNumbers(text: string): readonly number[] {
  const numbers: number[] = [];
  let at = text.startsWith('v') ? 1 : 0;
  while (at < text.length && isDigit(text.charCodeAt(at))) {
    const start = at;
    while (at < text.length && isDigit(text.charCodeAt(at))) at++;
    numbers.push(Number(text.slice(start, at)));
    if (text[at] !== '.') break;
    at++;
  }
  return numbers;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}
