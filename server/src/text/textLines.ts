/**
 * Lines as Kubernetes' reader sees them, which knows the line ends of YAML 1.1: `\n`, `\r\n`, a lone `\r`, and the rarities
 * NEL, LS and PS. Documents are split at `\n` alone (`YamlStream`), and positions of editors count other lines
 * (`SourceText`).
 */

/** Whether a character ends a line. */
export function isBreak(code: number): boolean {
  return code === LF || code === CR || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** Offset behind the line end at `at`. */
export function behindBreak(text: string, at: number): number {
  return text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
}

/** Where the line that holds a place begins; the mark of byte order that a text may begin with belongs to no line. */
export function lineStartOf(text: string, offset: number): number {
  let at = offset;
  if (text.charCodeAt(at) === LF && text.charCodeAt(at - 1) === CR) at--;
  while (at > 0 && !isBreak(text.charCodeAt(at - 1))) at--;
  return at <= 0 && offset > 0 && text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : Math.max(at, 0);
}

/** Where the line that holds a place ends, in front of its break. */
export function lineEndOf(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isBreak(text.charCodeAt(at))) at++;
  return at;
}

/** Where the line behind the one that holds a place begins; the text's length where there is none. */
export function nextLineOf(text: string, offset: number): number {
  return Math.min(behindBreak(text, lineEndOf(text, offset)), text.length);
}

/** The line break that a text uses. */
export function lineBreak(text: string): string {
  if (text.includes('\r\n')) return '\r\n';
  return text.includes('\r') && !text.includes('\n') ? '\r' : '\n';
}

/** Whether the character at a place is a space or a tab; others that look like blanks are text to YAML. */
export function isBlankAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SPACE || code === TAB;
}

/** The last place before `offset` that holds neither a space nor a tab; -1 where there is none. */
export function lastBefore(text: string, offset: number): number {
  let at = offset - 1;
  while (isBlankAt(text, at)) at--;
  return at;
}

/** The lines of a text that never changes: that which was asked for last is known, and all of a long one is one line. */
export class TextLines {
  readonly text: string;
  #start = 0;
  /** The offset of the line end, or the text's length; -1 before the first question. */
  #end = -1;

  /** Offset of the first line's start, behind a mark of byte order. */
  readonly #first: number;

  constructor(text: string) {
    this.text = text;
    this.#first = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  }

  startOf(offset: number): number {
    this.#look(offset);
    return this.#start;
  }

  endOf(offset: number): number {
    this.#look(offset);
    return this.#end;
  }

  /** Whether nothing but blanks stands in front of the place in its line. */
  isFirst(offset: number): boolean {
    return lastBefore(this.text, offset) < this.startOf(offset);
  }

  #look(place: number): void {
    const offset = Math.max(place, this.#first);
    if (this.#start <= offset && offset <= this.#end) return;
    this.#start = lineStartOf(this.text, offset);
    this.#end = lineEndOf(this.text, offset);
  }
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
/** The mark of byte order, which belongs to no line. */
export const BYTE_ORDER_MARK = 0xfeff;
