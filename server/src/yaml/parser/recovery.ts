import {
  COLON,
  DOUBLE_QUOTE,
  isBlank,
  isBlankOrEnd,
  isDocumentMark,
  lineEndFrom,
  SINGLE_QUOTE,
  TAB,
} from './characters.ts';
import { shown } from './faults.ts';
import { leastFieldColumn, looksLikeEntry, looksLikeField, looksLikeItem, nextContent } from './guess.ts';
import type { BlockLevel, Levels, PossibleKey } from './levels.ts';
import { type ScanState, Token } from './scanState.ts';
import type { TokenQueue } from './tokenQueue.ts';

/** Guesses what was meant in a text that is broken somewhere, so that what surrounds the fault keeps its place. */
export class Recovery {
  readonly #scan: ScanState & { readonly tokens: TokenQueue };
  readonly #levels: Levels;

  constructor(scan: ScanState & { readonly tokens: TokenQueue }, levels: Levels) {
    this.#scan = scan;
    this.#levels = levels;
  }

  /** Whether what was read last calls for a node behind it. */
  get isNodeAwaited(): boolean {
    return AWAITING.has(this.#scan.tokens.lastType);
  }

  /**
   * Called before each token: where a line begins that nothing open can take at its column, decides where it is meant
   * to stand, and closes brackets that do not reach it.
   */
  adjustLine(): void {
    const { text, at, lineStart } = this.#scan;
    const levels = this.#levels;
    if (at >= text.length || !this.#isAtLineStart()) return;
    if (levels.flowLevel > 0) {
      if (!this.#leavesBrackets()) return;
      levels.closeFlows();
    }
    const isMark = at === lineStart && (isDocumentMark(text, at) || text.charAt(at) === '%');
    if (isMark) return;
    const isItem = looksLikeItem(text, at);
    if (text.slice(lineStart, at).includes('\t')) levels.shift = this.#tabShift(isItem);
    const column = levels.column;
    const target = levels.blocks.length === 0 ? this.#firstColumn(column) : this.#columnFor(column, isItem);
    if (target === column) return;
    const message = `Indentation of ${column} fits nothing around it; indent this line by ${target}`;
    this.#scan.faults.report('yaml-indent', { start: lineStart, end: at }, message);
    levels.shift = target - (at - lineStart);
  }

  /** Passes tabs where a line's indentation or the space behind a `-` should be. */
  skipTabs(): void {
    const { text, lineStart, faults } = this.#scan;
    const isIndentation = this.#isAtLineStart();
    const start = isIndentation ? lineStart : this.#scan.at;
    let end = this.#scan.at;
    while (isBlank(text.charCodeAt(end))) end++;
    const message = isIndentation
      ? 'Tab in the indentation; indent with spaces'
      : 'Tab where a space belongs; write a space';
    faults.report('yaml-tab', { start, end }, message);
    this.#scan.at = end;
  }

  /**
   * After a scalar that no colon follows: makes it a key where a field was certainly being written, with a value where
   * the next line is indented further or the scalar looks like `key:value`.
   */
  guessKey(): void {
    const { text, tokens } = this.#scan;
    const key = this.#levels.possibleKey;
    if (key === undefined || key.number !== tokens.nextNumber - 1) return;
    const canOpen = KEY_MAY_FOLLOW.has(tokens.typeBefore(key.number)) && key.column > this.#levels.indent;
    if ((!key.isRequired && !canOpen) || this.#hasColonBehind(key)) return;
    const next = this.#nextContent(key);
    const column = key.start - key.lineStart;
    const isField = next !== undefined && looksLikeField(text, next.at);
    const isItem = next !== undefined && looksLikeItem(text, next.at);
    const isParent =
      next !== undefined && (next.column > column ? isField || isItem : next.column === column && isItem);
    const isSibling = isField && next?.column === column;
    const colon = key.isRequired || isSibling ? this.#innerColon(key) : -1;
    if (!isParent && colon === -1 && (key.isRequired || !isSibling)) return;
    if (colon === -1) this.#levels.reportMissingColon(0);
    this.#levels.insertKey();
    if (colon !== -1) this.#splitAt(key.start, colon);
    else if (isParent) tokens.pushBehindLast(Token.value);
  }

  #hasColonBehind(key: PossibleKey): boolean {
    const { text, lineStart } = this.#scan;
    let { at } = this.#scan;
    if (lineStart !== key.lineStart) return false;
    while (isBlank(text.charCodeAt(at))) at++;
    return text.charCodeAt(at) === COLON;
  }

  #nextContent(key: PossibleKey): { at: number; column: number } | undefined {
    const { text, at, lineStart } = this.#scan;
    const isAtContent = lineStart !== key.lineStart && at < text.length && text.charAt(at) !== '#';
    return isAtContent ? { at, column: at - lineStart } : nextContent(text, at);
  }

  /** The colon in a plain scalar like `image:nginx`, but not in `http://web`; -1 if there is none. */
  #innerColon(key: PossibleKey): number {
    const { text, tokens } = this.#scan;
    const end = Math.min(tokens.endOf(key.number), lineEndFrom(text, key.start));
    const first = text.charCodeAt(key.start);
    if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) return -1;
    const colon = text.indexOf(':', key.start);
    if (colon <= key.start || colon >= end - 1 || text.startsWith('://', colon)) return -1;
    for (let at = key.start; at < colon; at++) if (isBlankOrEnd(text.charCodeAt(at))) return -1;
    return colon;
  }

  /** Makes a key and a value of the scalar that was read last. */
  #splitAt(start: number, colon: number): void {
    const { text, tokens, faults } = this.#scan;
    const end = tokens.cutLast(colon);
    const message = `Space missing behind the colon of "${shown(text.slice(start, colon))}"; write ": "`;
    faults.report('yaml-syntax', { start: colon, end: colon + 1 }, message);
    tokens.push(Token.value, colon, colon + 1);
    tokens.push(Token.scalar + 1, colon + 1, end);
  }

  /** Whether the line at `at` is a field or an item of the block around the open brackets, which were left open. */
  #leavesBrackets(): boolean {
    const { text, at } = this.#scan;
    const first = text.charCodeAt(at);
    if (first === SINGLE_QUOTE || first === DOUBLE_QUOTE || this.#levels.column > this.#levels.indent) return false;
    return looksLikeEntry(text, at);
  }

  #isAtLineStart(): boolean {
    const { text, at, lineStart } = this.#scan;
    for (let before = lineStart; before < at; before++) if (!isBlank(text.charCodeAt(before))) return false;
    return true;
  }

  /** By how much columns differ from what tabs make of them: the width is taken at which the line fits in. */
  #tabShift(isItem: boolean): number {
    const { text, at, lineStart } = this.#scan;
    let tabs = 0;
    for (let before = lineStart; before < at; before++) if (text.charCodeAt(before) === TAB) tabs++;
    const spaces = at - lineStart - tabs;
    const { blocks, indent } = this.#levels;
    const next = this.isNodeAwaited ? nextContent(text, at) : undefined;
    const begins = (width: number): boolean => next?.column === tabs * width + spaces && next.column > indent;
    const fits = (width: number): boolean =>
      blocks.some((block) => block.column === tabs * width + spaces && this.#isFit(block, isItem));
    const width = TAB_WIDTHS.find(begins) ?? TAB_WIDTHS.find(fits) ?? 2;
    return tabs * (width - 1);
  }

  /** Where the first line of a document is meant to begin: further left, if later lines do. */
  #firstColumn(column: number): number {
    const { text, at, tokens } = this.#scan;
    if (column === 0 || !BEFORE_CONTENT.has(tokens.lastType)) return column;
    this.#scan.reach = text.length;
    return Math.min(column, leastFieldColumn(text, at) ?? column);
  }

  /** The column at which a line that begins at `column` is meant to begin: an open level's, or a new one's. */
  #columnFor(column: number, isItem: boolean): number {
    if (column > this.#levels.indent && this.isNodeAwaited) return column;
    let best = column;
    let distance = Number.POSITIVE_INFINITY;
    for (const block of this.#levels.blocks) {
      const away = Math.abs(block.column - column);
      if (away > distance || !this.#isFit(block, isItem)) continue;
      best = block.column;
      distance = away;
    }
    return best;
  }

  /** Whether a line that is an item of a list, or a field, can belong to an open level. */
  #isFit(block: BlockLevel, isItem: boolean): boolean {
    if (!isItem) return block.opener === Token.blockMappingStart;
    if (block.opener === Token.blockSequenceStart || block.hasItems) return true;
    return block === this.#levels.blocks.at(-1) && this.#scan.tokens.lastType === Token.value;
  }
}

/** How many columns a tab may have stood for in the editor of whoever wrote it, the likeliest first. */
const TAB_WIDTHS = [2, 4, 8, 1, 3];

/** Behind these a field of a new mapping may begin. */
const KEY_MAY_FOLLOW: ReadonlySet<number> = new Set([0, Token.documentStart, Token.blockEntry, Token.value]);

const BEFORE_CONTENT: ReadonlySet<number> = new Set([
  0,
  Token.versionDirective,
  Token.tagDirective,
  Token.documentStart,
]);

const AWAITING: ReadonlySet<number> = new Set([
  ...BEFORE_CONTENT,
  Token.blockEntry,
  Token.key,
  Token.value,
  Token.anchor,
  Token.tag,
]);
