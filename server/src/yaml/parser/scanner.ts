import { NodeStyle } from '../tree.ts';
import {
  BYTE_ORDER_MARK,
  behindBreak,
  COLON,
  COMMA,
  DASH,
  DOT,
  DOUBLE_QUOTE,
  HASH,
  isBlankOrEnd,
  isBreak,
  isColon,
  isDocumentMark,
  lineEndFrom,
  QUESTION,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from './characters.ts';
import type { Faults } from './faults.ts';
import { Levels } from './levels.ts';
import { Recovery } from './recovery.ts';
import { scanAnchor, scanDirective, scanTag } from './scanProperties.ts';
import { isBlockHeader, scanBlock, scanPlain, scanQuoted } from './scanScalars.ts';
import { type ScanState, Token } from './scanState.ts';
import { TokenQueue } from './tokenQueue.ts';

/** A plain scalar up to this length with a colon behind it is surely a key; longer ones are read apart. */
const SHORT_KEY = 1000;

/**
 * Turns a document's text into tokens the way libyaml does (and with it the Go reader behind Kubernetes), so that the
 * same texts are refused: keys are known only when their `:` is met, which then puts a key token before them.
 */
export class Scanner implements ScanState {
  readonly text: string;
  readonly faults: Faults;
  readonly tokens = new TokenQueue();
  at = 0;
  lineStart = 0;
  isKeyAllowed = true;
  tokenEnd = 0;
  reach = 0;
  readonly levels: Levels;
  readonly #recovery: Recovery;

  constructor(text: string, faults: Faults) {
    this.text = text;
    this.faults = faults;
    this.levels = new Levels(this);
    this.#recovery = new Recovery(this, this.levels);
    this.at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    this.lineStart = this.at;
  }

  get indent(): number {
    return this.levels.indent;
  }

  get flowLevel(): number {
    return this.levels.flowLevel;
  }

  /** Column of `at`, as the scanner takes the line to be indented. */
  get column(): number {
    return this.at - this.lineStart + this.levels.shift;
  }

  /** The next token's type. Its place is `start` and `end`. */
  peek(): number {
    const { tokens } = this;
    if (!tokens.isReady) {
      while (tokens.isEmpty || (tokens.lastType !== Token.streamEnd && this.levels.isKeyPossibleAtHead()))
        this.#fetch();
      tokens.isReady = true;
    }
    return tokens.type;
  }

  /** Offset at which the token that `peek` told begins. */
  get start(): number {
    return this.tokens.start;
  }

  /** Offset behind it. */
  get end(): number {
    return this.tokens.end;
  }

  skip(): void {
    this.tokens.shift();
  }

  #fetch(): void {
    this.#skipToToken();
    const levels = this.levels;
    if (this.faults.isRecovering) this.#recovery.adjustLine();
    if (levels.flowLevel === 0) levels.unroll(this.column);
    const { text, at } = this;
    if (at >= text.length) {
      this.#fetchStreamEnd();
      return;
    }
    const code = text.charCodeAt(at);
    if (at === this.lineStart && (code === DASH || code === DOT || code === 37)) {
      if (code === 37) {
        this.#fetchDirective();
        return;
      }
      if (isDocumentMark(text, at)) {
        this.#fetchDocumentMark(code === DASH ? Token.documentStart : Token.documentEnd);
        return;
      }
    }
    this.#fetchByCharacter(code);
  }

  #fetchByCharacter(code: number): void {
    const { text, at } = this;
    switch (code) {
      case 91: // [
        this.#fetchFlowStart(Token.flowSequenceStart);
        break;
      case 123: // {
        this.#fetchFlowStart(Token.flowMappingStart);
        break;
      case 93: // ]
      case 125: // }
        this.#fetchFlowEnd(code === 93 ? Token.flowSequenceEnd : Token.flowMappingEnd);
        break;
      case COMMA:
        this.#fetchFlowEntry();
        break;
      case DASH:
        if (isBlankOrEnd(text.charCodeAt(at + 1))) this.#fetchBlockEntry();
        else this.#fetchPlain();
        break;
      case QUESTION:
        if (this.levels.flowLevel > 0 || isBlankOrEnd(text.charCodeAt(at + 1))) this.#fetchKey();
        else this.#fetchPlain();
        break;
      case COLON:
        if (this.levels.flowLevel > 0 || isBlankOrEnd(text.charCodeAt(at + 1))) this.#fetchValue();
        else this.#fetchPlain();
        break;
      case SINGLE_QUOTE:
      case DOUBLE_QUOTE:
        this.#fetchQuoted(code === SINGLE_QUOTE ? NodeStyle.singleQuoted : NodeStyle.doubleQuoted);
        break;
      default:
        this.#fetchByIndicator(code);
    }
  }

  #fetchByIndicator(code: number): void {
    switch (code) {
      case 42: // *
        this.#fetchProperty(Token.alias);
        break;
      case 38: // &
        this.#fetchProperty(Token.anchor);
        break;
      case 33: // !
        this.#fetchProperty(Token.tag);
        break;
      case 124: // |
      case 62: // >
        this.#fetchBlockScalar(code === 124 ? NodeStyle.literal : NodeStyle.folded);
        break;
      case TAB:
      case 37: // %
      case 64: // @
      case 96: // `
        this.#reportBadStart(code);
        this.#fetchPlain();
        break;
      default:
        this.#fetchPlain();
    }
  }

  #reportBadStart(code: number): void {
    const { at, text } = this;
    if (code === TAB) {
      this.faults.report('yaml-tab', { start: at, end: at + 1 }, 'Tab where a space belongs; separate with spaces');
      return;
    }
    const character = text.charAt(at);
    const message = `"${character}" cannot begin a value; write it in quotes`;
    this.faults.report('yaml-syntax', { start: at, end: lineEndFrom(text, at) }, message);
  }

  #fetchStreamEnd(): void {
    if (this.faults.isRecovering) this.levels.closeFlows();
    // The end counts as another line, so that no key is waited for any more.
    this.lineStart = this.at;
    this.#leaveBlocks();
    this.tokens.push(Token.streamEnd, this.at, this.at);
  }

  #leaveBlocks(): void {
    this.levels.unroll(-1);
    this.levels.removeKey();
    this.isKeyAllowed = false;
  }

  #fetchDirective(): void {
    this.#leaveBlocks();
    const start = this.at;
    const token = scanDirective(this);
    if (token !== undefined) this.tokens.push(token, start, this.tokenEnd);
    else this.isKeyAllowed = true;
  }

  #fetchDocumentMark(token: number): void {
    if (this.faults.isRecovering) this.levels.closeFlows();
    this.#leaveBlocks();
    this.at += 3;
    this.tokens.push(token, this.at - 3, this.at);
  }

  #fetchFlowStart(token: number): void {
    this.levels.saveKey();
    this.isKeyAllowed = true;
    this.at++;
    this.tokens.push(token, this.at - 1, this.at);
    this.levels.openFlow(token);
  }

  #fetchFlowEnd(token: number): void {
    const closing = this.levels.closeFlow(token);
    this.isKeyAllowed = false;
    this.at++;
    if (closing !== undefined) this.tokens.push(closing, this.at - 1, this.at);
  }

  #fetchFlowEntry(): void {
    if (this.flowLevel === 0 && this.faults.isRecovering) {
      this.#reportBadStart(COMMA);
      this.#fetchPlain();
      return;
    }
    this.levels.removeKey();
    this.isKeyAllowed = true;
    this.at++;
    this.tokens.push(Token.flowEntry, this.at - 1, this.at);
  }

  #fetchBlockEntry(): void {
    const levels = this.levels;
    if (levels.flowLevel === 0) {
      if (!this.isKeyAllowed) {
        const message = 'List item on the line of its key; begin it in the next line';
        this.faults.report('yaml-syntax', { start: this.at, end: this.at + 1 }, message);
        if (!this.#recovery.isNodeAwaited) {
          this.at = lineEndFrom(this.text, this.at);
          return;
        }
      }
      levels.roll(this.column, Token.blockSequenceStart);
      levels.noteItem();
    }
    levels.removeKey();
    this.isKeyAllowed = true;
    this.at++;
    this.tokens.push(Token.blockEntry, this.at - 1, this.at);
  }

  #fetchKey(): void {
    const levels = this.levels;
    if (levels.flowLevel === 0) {
      if (!this.isKeyAllowed) {
        this.#reportBadStart(QUESTION);
        this.#fetchPlain();
        return;
      }
      levels.roll(this.column, Token.blockMappingStart);
    }
    levels.removeKey();
    this.isKeyAllowed = levels.flowLevel === 0;
    this.at++;
    this.tokens.push(Token.key, this.at - 1, this.at);
  }

  #fetchValue(): void {
    const levels = this.levels;
    if (levels.isKeyPossible()) {
      levels.insertKey();
      this.isKeyAllowed = false;
    } else {
      if (levels.flowLevel === 0) {
        if (!this.isKeyAllowed) {
          const range = { start: this.at, end: this.at + 1 };
          this.faults.report(
            'yaml-syntax',
            range,
            'Colon where no field can begin; quote the text if it belongs to it',
          );
          this.at = lineEndFrom(this.text, this.at);
          return;
        }
        levels.roll(this.column, Token.blockMappingStart);
      }
      this.isKeyAllowed = levels.flowLevel === 0;
    }
    this.at++;
    this.tokens.push(Token.value, this.at - 1, this.at);
  }

  #fetchProperty(token: number): void {
    const start = this.at;
    const wasKeyAllowed = this.isKeyAllowed;
    this.levels.saveKey();
    this.isKeyAllowed = false;
    if (token === Token.tag) {
      scanTag(this);
    } else if (!scanAnchor(this)) {
      this.isKeyAllowed = wasKeyAllowed;
      this.#scanSavedPlain();
      return;
    }
    this.tokens.push(token, start, this.tokenEnd);
    if (token === Token.alias && this.faults.isRecovering) this.#recovery.guessKey();
  }

  #fetchBlockScalar(style: number): void {
    if (this.flowLevel > 0 || (this.faults.isRecovering && !isBlockHeader(this.text, this.at))) {
      this.#reportBadStart(this.text.charCodeAt(this.at));
      this.#fetchPlain();
      return;
    }
    this.levels.removeKey();
    this.isKeyAllowed = true;
    const start = this.at;
    scanBlock(this);
    this.levels.shift = 0;
    this.tokens.push(Token.scalar + style, start, this.tokenEnd);
  }

  #fetchQuoted(style: number): void {
    this.levels.saveKey();
    this.isKeyAllowed = false;
    const start = this.at;
    const line = this.lineStart;
    scanQuoted(this);
    if (this.lineStart !== line) this.levels.shift = 0;
    this.tokens.push(Token.scalar + style, start, this.tokenEnd);
    if (this.faults.isRecovering) this.#recovery.guessKey();
  }

  #fetchPlain(): void {
    this.levels.saveKey();
    this.#scanSavedPlain();
  }

  #scanSavedPlain(): void {
    const { at: start, lineStart: line, isKeyAllowed: canBeKey, tokens } = this;
    this.isKeyAllowed = false;
    scanPlain(this, canBeKey);
    const isKey = canBeKey && this.lineStart === line && isColon(this.text, this.at) && this.at - start <= SHORT_KEY;
    if (isKey) this.levels.startKey(start);
    if (this.lineStart !== line) this.levels.shift = 0;
    tokens.push(Token.scalar + NodeStyle.plain, start, this.tokenEnd);
    if (isKey) {
      tokens.push(Token.value, this.at, this.at + 1);
      this.at++;
    } else if (this.faults.isRecovering && canBeKey) {
      this.#recovery.guessKey();
    }
  }

  #skipToToken(): void {
    const { text } = this;
    let { at } = this;
    for (;;) {
      let code = text.charCodeAt(at);
      while (code === SPACE || (code === TAB && (!this.isKeyAllowed || this.flowLevel > 0)))
        code = text.charCodeAt(++at);
      if (code === TAB && this.faults.isRecovering) {
        this.at = at;
        this.#recovery.skipTabs();
        at = this.at;
        code = text.charCodeAt(at);
      }
      if (code === HASH) {
        at = lineEndFrom(text, at);
        code = text.charCodeAt(at);
      }
      if (!isBreak(code)) break;
      at = behindBreak(text, at);
      this.lineStart = at;
      this.levels.shift = 0;
      if (this.flowLevel === 0) this.isKeyAllowed = true;
    }
    this.at = at;
  }
}
