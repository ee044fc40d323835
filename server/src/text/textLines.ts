/** Where the line that holds a place begins. */
export function lineStartOf(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line that holds a place ends, in front of its break. */
export function lineEndOf(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return at > offset && text[at - 1] === '\r' ? at - 1 : at;
}

/** The line break that a text uses. */
export function lineBreak(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The last place before `offset` that holds neither a space nor a tab; -1 where there is none. */
export function lastBefore(text: string, offset: number): number {
  let at = offset - 1;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return at;
}

/** The lines of a text that never changes: that which was asked for last is known, and all of a long one is one line. */
export class TextLines {
  readonly text: string;
  #start = 0;
  /** The offset of the line end, or the text's length; -1 before the first question. */
  #end = -1;

  constructor(text: string) {
    this.text = text;
  }

  startOf(offset: number): number {
    this.#look(offset);
    return this.#start;
  }

  endOf(offset: number): number {
    this.#look(offset);
    return this.#end > offset && this.text[this.#end - 1] === '\r' ? this.#end - 1 : this.#end;
  }

  /** Whether nothing but blanks stands in front of the place in its line. */
  isFirst(offset: number): boolean {
    return lastBefore(this.text, offset) < this.startOf(offset);
  }

  #look(offset: number): void {
    if (this.#start <= offset && offset <= this.#end) return;
    this.#start = lineStartOf(this.text, offset);
    const end = this.text.indexOf('\n', offset);
    this.#end = end < 0 ? this.text.length : end;
  }
}
