import { isBreak } from '../../text/textLines.ts';

export { BYTE_ORDER_MARK, behindBreak, isBreak, lineEndOf as lineEndFrom } from '../../text/textLines.ts';

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const SINGLE_QUOTE = 39;
export const COMMA = 44;
export const DASH = 45;
export const DOT = 46;
export const COLON = 58;
export const QUESTION = 63;
export const BACKSLASH = 92;

/** What a character below 128 does to a plain scalar: 0 nothing, else one of the classes below. */
export const PLAIN_CLASS = new Uint8Array(128);
/** May be the end of it, or belong to it. */
export const CLASS_BLANK = 1;
/** Ends the line, not always the scalar. */
export const CLASS_BREAK = 2;
/** Ends it where a blank or a line end follows. */
export const CLASS_COLON = 3;
/** Ends a plain scalar between brackets only. */
export const CLASS_FLOW = 4;
PLAIN_CLASS[SPACE] = CLASS_BLANK;
PLAIN_CLASS[TAB] = CLASS_BLANK;
PLAIN_CLASS[LF] = CLASS_BREAK;
PLAIN_CLASS[CR] = CLASS_BREAK;
PLAIN_CLASS[COLON] = CLASS_COLON;
for (const character of ',?[]{}') PLAIN_CLASS[character.charCodeAt(0)] = CLASS_FLOW;

const WORD_CHARACTERS = characterSet('-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
const URI_CHARACTERS = characterSet(
  "-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz;/?:@&=+$,.!~*'()[]%",
);

/** A character that may stand in an anchor's name or a tag's handle. */
export function isWordCharacter(code: number): boolean {
  return code < 128 && WORD_CHARACTERS[code] === 1;
}

/** A character that may stand in a tag. */
export function isUriCharacter(code: number): boolean {
  return code < 128 && URI_CHARACTERS[code] === 1;
}

/** One of 0 to 9, a to f, A to F. */
export function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

/** Space or tab. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** A line end or (NaN) the end of the text. */
export function isBreakOrEnd(code: number): boolean {
  return Number.isNaN(code) || isBreak(code);
}

/** A space, tab, line end or (NaN) the end of the text. */
export function isBlankOrEnd(code: number): boolean {
  return code === SPACE || code === LF || code === TAB || isBreakOrEnd(code);
}

/** Whether a colon stands at `at` that ends a key of block style. */
export function isColon(text: string, at: number): boolean {
  return text.charCodeAt(at) === COLON && isBlankOrEnd(text.charCodeAt(at + 1));
}

/** Whether `---` or `...` stands at `at` as a document's mark. The caller knows that a line begins there. */
export function isDocumentMark(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== DASH && code !== DOT) return false;
  return text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code && isBlankOrEnd(text.charCodeAt(at + 3));
}

function characterSet(characters: string): Uint8Array {
  const set = new Uint8Array(128);
  for (const character of characters) set[character.charCodeAt(0)] = 1;
  return set;
}
