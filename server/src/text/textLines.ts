/** The lines of a text that never changes: that which was asked for last is known, and all of a long one is one line. */
export class TextLines {
  readonly text: string;
  readonly lineEnd: string;
  #start = 0;
  /** The offset of the line end, or the text's length; -1 before the first question. */
  #end = -1;

  constructor(text: string) {
    this.text = text;
    this.lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  }

  startOf(offset: number): number {
    this.#look(offset);
    return this.#start;
  }

  endOf(offset: number): number {
    this.#look(offset);
    return this.#end > offset && this.text[this.#end - 1] === '\r' ? this.#end - 1 : this.#end;
  }

  #look(offset: number): void {
    if (this.#start <= offset && offset <= this.#end) return;
    this.#start = offset === 0 ? 0 : this.text.lastIndexOf('\n', offset - 1) + 1;
    const end = this.text.indexOf('\n', offset);
    this.#end = end < 0 ? this.text.length : end;
  }

  /** Whether nothing but blanks stands in front of the place in its line. */
  isFirst(offset: number): boolean {
    let at = offset - 1;
    while (at >= 0 && isBlank(this.text.charCodeAt(at))) at--;
    return at < this.startOf(offset);
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
