import { isBlank, isDocumentMark, lineEndFrom, SINGLE_QUOTE, TAB } from './characters.ts';
import { shown } from './faults.ts';
import { looksLikeEntry, looksLikeField, looksLikeItem, nextContent } from './guess.ts';
import { type ScanState, Token } from './scanState.ts';
import type { TokenQueue } from './tokenQueue.ts';

/** Deeper nesting than this is refused. */
const MOST_LEVELS = 10_000;

/** A key without `?` must show its `:` within so many characters. */
const LONGEST_KEY = 1024;

/** An open block collection: the column of its entries and the token that opened it. */
interface BlockLevel {
  readonly column: number;
  readonly opener: number;
  /** For a mapping: whether a list without indentation of its own is its current value. */
  hasItems: boolean;
}

/** What is open where the scanner is: block collections, brackets, and on each bracket level the possible key. */
export class Levels {
  indent = -1;
  flowLevel = 0;
  /** Columns that the rest of the line is taken to stand further right than it does. */
  shift = 0;
  readonly #scan: ScanState & { readonly tokens: TokenQueue };
  readonly #blocks: BlockLevel[] = [];
  readonly #brackets: { readonly opener: number; readonly at: number; readonly number: number }[] = [];
  /** By bracket level: number of the token that may turn out to be a key, -1 if none. */
  readonly #keyTokens: number[] = [-1];
  readonly #keyStarts: number[] = [0];
  readonly #keyLines: number[] = [0];
  readonly #keyColumns: number[] = [0];
  readonly #keyRequired: boolean[] = [false];
  /** Whether tokens wait until it is settled whether this one is a key. */
  readonly #keyHolds: boolean[] = [false];

  constructor(scan: ScanState & { readonly tokens: TokenQueue }) {
    this.#scan = scan;
  }

  /** Whether what was read last calls for a node behind it. */
  get isNodeAwaited(): boolean {
    return AWAITING.has(this.#scan.tokens.lastType);
  }

  get column(): number {
    return this.#scan.at - this.#scan.lineStart + this.shift;
  }

  /** Whether the first token in the queue may still turn out to be a key. */
  isKeyPossibleAtHead(): boolean {
    const { tokens } = this.#scan;
    const level = tokens.keyLevel;
    if (level < 0 || !this.#keyHolds[level]) return false;
    return this.#keyTokens[level] === tokens.headNumber && this.#isKeyPossibleAt(level);
  }

  /** Whether the `:` at `at` belongs to a key that was read before it. */
  isKeyPossible(): boolean {
    return this.#isKeyPossibleAt(this.flowLevel);
  }

  /** Notes that the token to come may be a key. */
  saveKey(): void {
    const { tokens, at, lineStart, isKeyAllowed } = this.#scan;
    if (!isKeyAllowed) return;
    this.removeKey();
    const level = this.flowLevel;
    this.#keyTokens[level] = tokens.nextNumber;
    this.#keyStarts[level] = at;
    this.#keyLines[level] = lineStart;
    this.#keyColumns[level] = this.column;
    this.#keyRequired[level] = level === 0 && this.indent === this.column;
    this.#keyHolds[level] = true;
    tokens.nextKeyLevel = level;
  }

  /** Gives up the possible key of this level; a fault where only a key could stand. */
  removeKey(): void {
    const level = this.flowLevel;
    if (this.#keyTokens[level] === -1) return;
    if (this.#keyRequired[level]) this.#assumeColon(level);
    this.#keyTokens[level] = -1;
  }

  /** Makes the scalar that was saved as a possible key one, before its own token is there; it begins at `start`. */
  startKey(start: number): void {
    const level = this.flowLevel;
    const { tokens } = this.#scan;
    this.#keyTokens[level] = -1;
    tokens.nextKeyLevel = -1;
    if (level === 0) {
      const column = this.#keyColumns[level]!;
      if (this.indent < column) {
        this.#push(column, Token.blockMappingStart);
        tokens.push(Token.blockMappingStart, start, start);
      }
      this.#blocks.at(-1)!.hasItems = false;
    }
    tokens.push(Token.key, start, start);
  }

  /** Makes the possible key of this level one. */
  insertKey(): void {
    const level = this.flowLevel;
    const number = this.#keyTokens[level]!;
    const column = this.#keyColumns[level]!;
    const { tokens, at } = this.#scan;
    this.#keyTokens[level] = -1;
    if (number < tokens.headNumber) {
      // Taken already, behind empty brackets (see `closeFlow`): libyaml adds both tokens where they help nobody.
      tokens.push(Token.key, at, at);
      this.roll(column, Token.blockMappingStart);
      return;
    }
    tokens.insert(number, Token.key);
    if (level === 0 && this.indent < column) {
      this.#push(column, Token.blockMappingStart);
      tokens.insert(number, Token.blockMappingStart);
    }
    if (this.#blocks.length > 0) this.#blocks.at(-1)!.hasItems = false;
  }

  /** Opens a block collection whose entries stand at `column`, if that is further right than the open ones. */
  roll(column: number, opener: number): void {
    if (this.flowLevel > 0 || this.indent >= column) return;
    this.#push(column, opener);
    this.#scan.tokens.push(opener, this.#scan.at, this.#scan.at);
  }

  /** Closes the block collections whose entries stand further right than `column`. */
  unroll(column: number): void {
    while (this.indent > column) {
      this.#scan.tokens.push(Token.blockEnd, this.#scan.at, this.#scan.at);
      this.#blocks.pop();
      this.indent = this.#blocks.length === 0 ? -1 : this.#blocks.at(-1)!.column;
    }
  }

  /** Notes a `-`: at the column of a mapping, it makes a list that is the value of its last key. */
  noteItem(): void {
    const block = this.#blocks.at(-1);
    if (block?.opener === Token.blockMappingStart) block.hasItems = true;
  }

  openFlow(opener: number): void {
    this.#brackets.push({ opener, at: this.#scan.at - 1, number: this.#scan.tokens.nextNumber - 1 });
    this.flowLevel++;
    this.#keyTokens[this.flowLevel] = -1;
    this.#keyHolds[this.flowLevel] = false;
    this.#keyRequired[this.flowLevel] = false;
    if (this.flowLevel > MOST_LEVELS) this.#reportDepth();
  }

  /** Closes a bracket. Returns the token that does it; undefined when no bracket is open and the text is broken. */
  closeFlow(token: number): number | undefined {
    const { faults, at, text } = this.#scan;
    this.removeKey();
    if (faults.isRecovering) {
      const opener = token - 1;
      if (!this.#brackets.some((bracket) => bracket.opener === opener)) {
        const what = this.flowLevel === 0 ? 'closes nothing' : 'closes a bracket of the other kind';
        faults.report('yaml-syntax', { start: at, end: at + 1 }, `"${text.charAt(at)}" ${what}; remove or replace it`);
        if (this.flowLevel === 0) return undefined;
      } else {
        while (this.#brackets.at(-1)!.opener !== opener) this.#closeUnclosed();
      }
    }
    const closed = this.#brackets.pop();
    if (this.flowLevel > 0) {
      // A peculiarity of the Go port: behind empty brackets nothing waits for a colon, so text that follows them at a
      // document's top is not looked at.
      const wasEmpty = !this.#keyHolds[this.flowLevel];
      this.flowLevel--;
      const isKey = this.#keyTokens[this.flowLevel] === closed?.number;
      if (isKey && wasEmpty && !faults.isRecovering) this.#keyHolds[this.flowLevel] = false;
    }
    return faults.isRecovering ? closed!.opener + 1 : token;
  }

  /** Closes all brackets, which the text leaves open. */
  closeFlows(): void {
    if (this.flowLevel === 0) return;
    while (this.flowLevel > 0) this.#closeUnclosed();
    this.#scan.isKeyAllowed = true;
  }

  /**
   * Called before a token is read from text that is broken somewhere: where a line begins that nothing open can take at
   * its column, decides where it is meant to stand, and closes brackets that do not reach it.
   */
  adjustLine(): void {
    const { text, at } = this.#scan;
    if (!this.#isAtLineStart() || at >= text.length) return;
    const isItem = looksLikeItem(text, at);
    if (this.flowLevel > 0) {
      const quote = text.charCodeAt(at);
      const isField = quote !== SINGLE_QUOTE && quote !== 34 && looksLikeEntry(text, at);
      if (!isField || this.column > this.indent) return;
      this.closeFlows();
    }
    const isMark = at === this.#scan.lineStart && (isDocumentMark(text, at) || text.charAt(at) === '%');
    if (this.#blocks.length === 0 || isMark) return;
    const target = this.#columnFor(this.column, isItem);
    if (target === this.column) return;
    const range = { start: this.#scan.lineStart, end: at };
    const message = `Indentation of ${this.column} fits nothing above; indent this line by ${target}`;
    this.#scan.faults.report('yaml-indent', range, message);
    this.shift = target - (at - this.#scan.lineStart);
  }

  /** Passes tabs where a line's indentation or the space behind a `-` should be, and guesses what column they mean. */
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
    if (!isIndentation) return;
    let tabs = 0;
    for (let at = lineStart; at < end; at++) if (text.charCodeAt(at) === TAB) tabs++;
    const spaces = end - lineStart - tabs;
    const isItem = looksLikeItem(text, end);
    const fits = (width: number): boolean => {
      const column = tabs * width + spaces;
      return this.#columnFor(column, isItem) === column && (column <= this.indent || width === 2);
    };
    const width = [2, 4, 8, 1, 3].find(fits) ?? 2;
    this.shift = tabs * width + spaces - (end - lineStart);
  }

  /**
   * After a scalar that no colon follows: makes it a key where the next line shows that a field was being written, and
   * one with a value where that line is indented further.
   */
  guessKey(): void {
    const { text, at, lineStart, tokens } = this.#scan;
    const number = this.#keyTokens[0]!;
    if (this.flowLevel > 0 || number === -1 || number !== tokens.nextNumber - 1) return;
    const isRequired = this.#keyRequired[0]!;
    const canOpen = KEY_MAY_FOLLOW.has(tokens.typeBefore(number)) && this.#keyColumns[0]! > this.indent;
    if (!isRequired && !canOpen) return;
    const isNextLine = lineStart !== this.#keyLines[0];
    if (!isNextLine && text.charAt(behindBlanks(text, at)) === ':') return;
    const isContent = isNextLine && text.charAt(at) !== '#' && at < text.length;
    const next = isContent ? { at, column: at - lineStart } : nextContent(text, at);
    if (next === undefined) return;
    const column = this.#keyStarts[0]! - this.#keyLines[0]!;
    const isField = looksLikeField(text, next.at);
    const isItem = looksLikeItem(text, next.at);
    const isParent = next.column > column ? isField || isItem : next.column === column && isItem && this.#takesItems();
    if (!isParent && (isRequired || !isField || next.column !== column)) return;
    this.#reportMissingColon(0);
    this.insertKey();
    if (isParent) tokens.pushBehindLast(Token.value);
  }

  /** Whether items at the column of the innermost mapping would not go on with a list that is there already. */
  #takesItems(): boolean {
    return this.#blocks.at(-1)?.hasItems !== true;
  }

  #isKeyPossibleAt(level: number): boolean {
    if (this.#keyTokens[level] === -1) return false;
    const { at, lineStart } = this.#scan;
    if (this.#keyLines[level] === lineStart && !this.#isKeyTooLong(level, at)) return true;
    if (this.#keyRequired[level]) this.#assumeColon(level);
    this.#keyTokens[level] = -1;
    return false;
  }

  #isKeyTooLong(level: number, at: number): boolean {
    const start = this.#keyStarts[level]!;
    if (at - start <= LONGEST_KEY) return false;
    let pairs = 0;
    for (let each = start; each < at; each++) if ((this.#scan.text.charCodeAt(each) & 0xfc00) === 0xdc00) pairs++;
    return at - start - pairs > LONGEST_KEY;
  }

  /** Reports what stands where only a key can, and makes it one. */
  #assumeColon(level: number): void {
    this.#reportMissingColon(level);
    this.#scan.tokens.insert(this.#keyTokens[level]!, Token.key);
  }

  #reportMissingColon(level: number): void {
    const { text, faults, tokens } = this.#scan;
    const start = this.#keyStarts[level]!;
    const number = this.#keyTokens[level]!;
    const end = Math.max(tokens.endOf(number), start + 1);
    const name = shown(text.slice(start, Math.min(end, lineEndFrom(text, start))));
    faults.report('yaml-syntax', { start, end }, `"${name}" has no colon behind it; a field is written "name: value"`);
  }

  #push(column: number, opener: number): void {
    this.#blocks.push({ column, opener, hasItems: false });
    this.indent = column;
    if (this.#blocks.length > MOST_LEVELS) this.#reportDepth();
  }

  #reportDepth(): void {
    const { at, faults } = this.#scan;
    faults.report('yaml-syntax', { start: at, end: at + 1 }, `Nesting deeper than ${MOST_LEVELS} levels; flatten it`);
  }

  #closeUnclosed(): void {
    const { faults, tokens, text } = this.#scan;
    this.removeKey();
    const { opener, at } = this.#brackets.pop()!;
    const closer = opener === Token.flowSequenceStart ? ']' : '}';
    faults.report('yaml-syntax', { start: at, end: at + 1 }, `"${text.charAt(at)}" is never closed; write "${closer}"`);
    tokens.pushBehindLast(opener + 1);
    this.flowLevel--;
  }

  #isAtLineStart(): boolean {
    const { text, at, lineStart } = this.#scan;
    for (let before = lineStart; before < at; before++) if (!isBlank(text.charCodeAt(before))) return false;
    return true;
  }

  /** The column at which a line that begins at `column` is meant to begin: an open level's, or a new one's. */
  #columnFor(column: number, isItem: boolean): number {
    if (column > this.indent && this.isNodeAwaited) return column;
    const blocks = this.#blocks;
    const isFit = (block: BlockLevel, index: number): boolean => {
      if (!isItem) return block.opener === Token.blockMappingStart;
      if (block.opener === Token.blockSequenceStart || block.hasItems) return true;
      return index === blocks.length - 1 && this.#scan.tokens.lastType === Token.value;
    };
    let best = column;
    let distance = Number.POSITIVE_INFINITY;
    blocks.forEach((block, index) => {
      if (!isFit(block, index)) return;
      const away = Math.abs(block.column - column);
      if (away > distance) return;
      best = block.column;
      distance = away;
    });
    return best;
  }
}

function behindBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

const AWAITING: ReadonlySet<number> = new Set([
  0,
  Token.versionDirective,
  Token.tagDirective,
  Token.documentStart,
  Token.blockEntry,
  Token.key,
  Token.value,
  Token.anchor,
  Token.tag,
]);

/** Behind these a field of a new mapping may begin. */
const KEY_MAY_FOLLOW: ReadonlySet<number> = new Set([0, Token.documentStart, Token.blockEntry, Token.value]);
