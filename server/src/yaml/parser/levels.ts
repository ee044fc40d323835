import { limits } from '../../base/limits.ts';
import { lineEndFrom } from './characters.ts';
import { shown, TooDeep } from './faults.ts';
import { type ScanState, Token } from './scanState.ts';
import type { TokenQueue } from './tokenQueue.ts';

/** A key without `?` must show its `:` within so many characters. */
const LONGEST_KEY = 1024;

/** An open block collection: the column of its entries and the token that opened it. */
export interface BlockLevel {
  readonly column: number;
  readonly opener: number;
  /** For a mapping: whether a list without indentation of its own is its current value. */
  hasItems: boolean;
}

/** A token of block style that is a key if a colon follows it. */
export interface PossibleKey {
  readonly number: number;
  readonly start: number;
  readonly lineStart: number;
  readonly column: number;
  /** Whether nothing but a key can stand there. */
  readonly isRequired: boolean;
}

/** What is open where the scanner is: block collections, brackets, and on each bracket level the possible key. */
export class Levels {
  indent = -1;
  flowLevel = 0;
  /** Columns that the rest of the line is taken to stand further right than it does. */
  shift = 0;
  readonly #scan: ScanState & { readonly tokens: TokenQueue };
  /** The open block collections, the outermost first. */
  readonly blocks: BlockLevel[] = [];
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

  get column(): number {
    return this.#scan.at - this.#scan.lineStart + this.shift;
  }

  /** The scalar at hand that may be a key of block style; undefined when there is none. */
  get possibleKey(): PossibleKey | undefined {
    const number = this.#keyTokens[0]!;
    if (this.flowLevel > 0 || number === -1) return undefined;
    return {
      number,
      start: this.#keyStarts[0]!,
      lineStart: this.#keyLines[0]!,
      column: this.#keyColumns[0]!,
      isRequired: this.#keyRequired[0]!,
    };
  }

  /** Whether nothing but block collections is open, and no token waits for a colon. */
  get isSettled(): boolean {
    return this.flowLevel === 0 && this.shift === 0 && this.#keyTokens[0] === -1;
  }

  /** The open block collections, each as one number. */
  packBlocks(): readonly number[] {
    return this.blocks.map(
      ({ column, opener, hasItems }) => column * 4 + (opener === Token.blockMappingStart ? 2 : 0) + (hasItems ? 1 : 0),
    );
  }

  /** Opens the block collections that `packBlocks` told, instead of those that are open. */
  unpackBlocks(packed: readonly number[]): void {
    this.blocks.length = 0;
    for (const each of packed) {
      const opener = each & 2 ? Token.blockMappingStart : Token.blockSequenceStart;
      this.blocks.push({ column: each >> 2, opener, hasItems: (each & 1) === 1 });
    }
    this.indent = this.blocks.at(-1)?.column ?? -1;
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
      this.blocks.at(-1)!.hasItems = false;
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
    if (this.blocks.length > 0) this.blocks.at(-1)!.hasItems = false;
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
      this.blocks.pop();
      this.indent = this.blocks.length === 0 ? -1 : this.blocks.at(-1)!.column;
    }
  }

  /** Notes a `-`: at the column of a mapping, it makes a list that is the value of its last key. */
  noteItem(): void {
    const block = this.blocks.at(-1);
    if (block?.opener === Token.blockMappingStart) block.hasItems = true;
  }

  openFlow(opener: number): void {
    this.#brackets.push({ opener, at: this.#scan.at - 1, number: this.#scan.tokens.nextNumber - 1 });
    this.flowLevel++;
    this.#keyTokens[this.flowLevel] = -1;
    this.#keyHolds[this.flowLevel] = false;
    this.#keyRequired[this.flowLevel] = false;
    this.#checkDepth();
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
    this.reportMissingColon(level);
    this.#scan.tokens.insert(this.#keyTokens[level]!, Token.key);
  }

  /** Reports what should be a key but has no colon behind it. */
  reportMissingColon(level: number): void {
    const { text, faults, tokens } = this.#scan;
    const start = this.#keyStarts[level]!;
    const number = this.#keyTokens[level]!;
    const end = Math.max(tokens.endOf(number), start + 1);
    const name = shown(text.slice(start, Math.min(end, lineEndFrom(text, start))));
    faults.report('yaml-syntax', { start, end }, `"${name}" has no colon behind it; a field is written "name: value"`);
  }

  #push(column: number, opener: number): void {
    this.blocks.push({ column, opener, hasItems: false });
    this.indent = column;
    this.#checkDepth();
  }

  #checkDepth(): void {
    if (this.blocks.length + this.flowLevel > limits.levels) throw new TooDeep(this.#scan.at);
  }

  #closeUnclosed(): void {
    const { faults, tokens, text } = this.#scan;
    this.removeKey();
    const { opener, at } = this.#brackets.pop()!;
    const closer = opener === Token.flowSequenceStart ? ']' : '}';
    faults.reportCause(
      'yaml-syntax',
      { start: at, end: at + 1 },
      `"${text.charAt(at)}" is never closed; write "${closer}"`,
    );
    tokens.pushBehindLast(opener + 1);
    this.flowLevel--;
  }
}
