// Where the focus is after a click in a page has led to the text. Knows no `vscode`, so that tests can run it.

/** For so long (ms) after a click the window may still learn of the focus that the page had for a moment. */
const lateMs = 2000;

/**
 * Brings the text to the front again where the window takes the page for what is in front, though the focus is in the text:
 * VS Code looks four times a second whether a page has the focus, and what it saw before a click led to the text may
 * arrive after that. A reader who goes back to the page takes the focus there, and is left alone.
 */
export class LateFocus {
  readonly #askPage: () => void;
  #bringBack: (() => void) | undefined;
  #end: ReturnType<typeof setTimeout> | undefined;

  /** `askPage` asks the page whether it has the focus; what it says goes to `answer`. */
  constructor(askPage: () => void) {
    this.#askPage = askPage;
  }

  /** A click leads to the text; `bringBack` does so again. */
  lead(bringBack: () => void): void {
    this.#bringBack = bringBack;
    clearTimeout(this.#end);
    this.#end = setTimeout(() => {
      this.#bringBack = undefined;
    }, lateMs);
  }

  /** The window says that the page is in front. */
  check(): void {
    if (this.#bringBack) this.#askPage();
  }

  /** The page says whether it has the focus. */
  answer(isHere: boolean): void {
    if (!isHere) this.#bringBack?.();
  }
}
