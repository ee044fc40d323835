import {
  BACKSLASH,
  behindBreak,
  CLASS_COLON,
  CLASS_FLOW,
  CR,
  HASH,
  isBlank,
  isBlankOrEnd,
  isBreak,
  isBreakOrEnd,
  isDocumentMark,
  isHexDigit,
  LF,
  lineEndFrom,
  PLAIN_CLASS,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from './characters.ts';
import { shown } from './faults.ts';
import { looksLikeEntry, looksLikeField } from './guess.ts';
import type { ScanState } from './scanState.ts';

/**
 * Reads a plain scalar at `at`, over as many lines as it goes on. Leaves `at` behind the blanks and line ends that
 * follow it, `tokenEnd` behind its last character. `canBeKey`: a field may begin here.
 */
export function scanPlain(scan: ScanState, canBeKey: boolean): void {
  const { text } = scan;
  const isFlow = scan.flowLevel > 0;
  const firstLine = scan.lineStart;
  const isKeyWanted = canBeKey && scan.at - firstLine === scan.indent;
  let at = scan.at;
  let hasLeadingBreak = false;
  scan.tokenEnd = at;
  for (;;) {
    if (at === scan.lineStart && isDocumentMark(text, at)) break;
    if (text.charCodeAt(at) === HASH) break;
    const run = at;
    at = plainRunEnd(text, at, isFlow);
    if (scan.faults.isRecovering && !isFlow && !canBeKey && firstLine === scan.lineStart) {
      at = throughColons(scan, at);
    }
    if (at > run) {
      scan.tokenEnd = at;
      hasLeadingBreak = false;
    }
    const code = text.charCodeAt(at);
    if (!isBlank(code) && !isBreak(code)) break;
    scan.at = at;
    hasLeadingBreak = skipBlanksAndBreaks(scan, hasLeadingBreak);
    at = scan.at;
    if (!isFlow && at - scan.lineStart < scan.indent + 1) break;
    if (hasLeadingBreak && scan.faults.isRecovering && endsBeforeLine(scan, isKeyWanted)) break;
  }
  scan.at = at;
  if (hasLeadingBreak) scan.isKeyAllowed = true;
}

/** Behind the characters up to the next blank, line end or mark that ends a plain scalar. */
function plainRunEnd(text: string, from: number, isFlow: boolean): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      const kind = PLAIN_CLASS[code]!;
      if (kind === 0) {
        at++;
      } else if (kind === CLASS_COLON) {
        if (isBlankOrEnd(text.charCodeAt(at + 1))) return at;
        at++;
      } else if (kind === CLASS_FLOW && !isFlow) {
        at++;
      } else {
        return at;
      }
    } else if (isBreakOrEnd(code)) {
      return at;
    } else {
      at++;
    }
  }
}

/** Moves over blanks and line ends; says whether a line end was among them or `hadBreak` already. */
function skipBlanksAndBreaks(scan: ScanState, hadBreak: boolean): boolean {
  const { text } = scan;
  let hasBreak = hadBreak;
  for (;;) {
    const code = text.charCodeAt(scan.at);
    if (isBlank(code)) {
      if (code === TAB && hasBreak && scan.at - scan.lineStart < scan.indent + 1) reportTab(scan);
      scan.at++;
    } else if (isBreak(code)) {
      scan.at = behindBreak(text, scan.at);
      scan.lineStart = scan.at;
      hasBreak = true;
    } else {
      return hasBreak;
    }
  }
}

function reportTab(scan: ScanState): void {
  let end = scan.at + 1;
  while (isBlank(scan.text.charCodeAt(end))) end++;
  const range = { start: scan.lineStart, end };
  scan.faults.report('yaml-tab', range, 'Tab in the indentation; indent with spaces');
}

/** In a value on the line of its key (`a: b: c`), takes what follows a further colon into the scalar. */
function throughColons(scan: ScanState, from: number): number {
  const { text, faults } = scan;
  let at = from;
  while (text.charCodeAt(at) === 58) {
    const range = { start: at, end: at + 1 };
    faults.report('yaml-syntax', range, 'Second ": " in one line; quote the value, or begin a new line for the field');
    at = plainRunEnd(text, at + 1, false);
  }
  return at;
}

/** Whether a scalar that could go on in this line is better taken to end before it, the text being broken somewhere. */
function endsBeforeLine(scan: ScanState, isKeyWanted: boolean): boolean {
  if (scan.flowLevel === 0) return (isKeyWanted ? looksLikeEntry : looksLikeField)(scan.text, scan.at);
  return scan.at - scan.lineStart <= scan.indent && looksLikeEntry(scan.text, scan.at);
}

/** Reads a quoted scalar whose opening quote is at `at`; leaves `at` and `tokenEnd` behind the closing one. */
export function scanQuoted(scan: ScanState): void {
  const { text, faults } = scan;
  const start = scan.at;
  const startLine = scan.lineStart;
  const quote = text.charCodeAt(start);
  const isSingle = quote === SINGLE_QUOTE;
  let isCut = false;
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (!isSingle || text.charCodeAt(at + 1) !== SINGLE_QUOTE) break;
      at += 2;
    } else if (code === LF || (code < 128 ? code === CR : isBreakOrEnd(code))) {
      if (Number.isNaN(code)) {
        isCut = true;
        break;
      }
      at = behindBreak(text, at);
      scan.lineStart = at;
      isCut = isDocumentMark(text, at) || (faults.isRecovering && leavesBlock(scan, at));
      if (isCut) break;
    } else if (code === BACKSLASH && !isSingle) {
      at = behindEscape(scan, at);
    } else {
      at++;
    }
  }
  const isMultiLine = scan.lineStart !== startLine;
  if (isCut || (faults.isRecovering && isMultiLine && hasJunkBehind(text, at + 1))) {
    scan.lineStart = startLine;
    scan.reach = Math.max(scan.reach, at);
    cutQuoted(scan, start);
    return;
  }
  scan.at = at + 1;
  scan.tokenEnd = scan.at;
}

/** Ends an unclosed quoted scalar with its first line. */
function cutQuoted(scan: ScanState, start: number): void {
  const { text } = scan;
  const lineEnd = lineEndFrom(text, start);
  let end = lineEnd;
  while (end > start + 1 && isBlank(text.charCodeAt(end - 1))) end--;
  const quote = text.charAt(start);
  scan.faults.report('yaml-syntax', { start, end }, `Quote is not closed; end the text with ${quote}`);
  scan.at = lineEnd;
  scan.tokenEnd = end;
}

/** Whether the line at `at`, inside of quotes, looks like a field further out than the quoted text may lie. */
function leavesBlock(scan: ScanState, at: number): boolean {
  let content = at;
  while (scan.text.charCodeAt(content) === SPACE) content++;
  if (scan.flowLevel > 0 || content - at > scan.indent) return false;
  return looksLikeEntry(scan.text, content);
}

/** Whether something that cannot stand behind a closing quote stands there. */
function hasJunkBehind(text: string, behind: number): boolean {
  let at = behind;
  while (isBlank(text.charCodeAt(at))) at++;
  const code = text.charCodeAt(at);
  return !isBreakOrEnd(code) && !'#:,]}'.includes(text.charAt(at));
}

const SIMPLE_ESCAPES = '0abt\tnvfre "\'\\N_LP';

/** Behind the escape sequence at `at`; an escaped line end is left for the caller to pass. */
function behindEscape(scan: ScanState, at: number): number {
  const { text, faults } = scan;
  const code = text.charCodeAt(at + 1);
  if (isBreakOrEnd(code)) return at + 1;
  const character = text.charAt(at + 1);
  if (SIMPLE_ESCAPES.includes(character)) return at + 2;
  const digits = character === 'x' ? 2 : character === 'u' ? 4 : character === 'U' ? 8 : 0;
  if (digits === 0) {
    const message = `Unknown escape "\\${character}"; write "\\\\" for a backslash, or use single quotes`;
    faults.report('yaml-syntax', { start: at, end: at + 2 }, message);
    return at + 2;
  }
  let end = at + 2;
  while (end < at + 2 + digits && isHexDigit(text.charCodeAt(end))) end++;
  const value = Number.parseInt(text.slice(at + 2, end), 16);
  const isCharacter = (value < 0xd800 || value > 0xdfff) && value <= 0x10ffff;
  if (end < at + 2 + digits || !isCharacter) {
    const message = `Escape "${shown(text.slice(at, end))}" is no character; "\\${character}" wants ${digits} hex digits`;
    faults.report('yaml-syntax', { start: at, end }, message);
  }
  return end;
}

/**
 * Reads a literal or folded scalar whose `|` or `>` is at `at`. Leaves `at` at the first line that is not its own,
 * `tokenEnd` behind the last line of its content (behind the indicators if there is none), the line end left out.
 */
export function scanBlock(scan: ScanState): void {
  const { text } = scan;
  const increment = scanBlockHeader(scan);
  if (isBreak(text.charCodeAt(scan.at))) {
    scan.at = behindBreak(text, scan.at);
    scan.lineStart = scan.at;
  }
  const explicit = increment === 0 ? 0 : Math.max(scan.indent, 0) + increment;
  const indent = skipBlockBreaks(scan, explicit);
  while (scan.at < text.length && (scan.at - scan.lineStart >= indent || isTabbed(scan))) {
    const end = lineEndFrom(text, scan.at);
    scan.tokenEnd = end;
    scan.at = end;
    if (end === text.length) break;
    scan.at = behindBreak(text, end);
    scan.lineStart = scan.at;
    skipBlockBreaks(scan, indent);
  }
}

/** Reads `|`, `-`, `+`, a digit and a comment; returns the digit, 0 without one. */
function scanBlockHeader(scan: ScanState): number {
  const { text, faults } = scan;
  const start = scan.at;
  let increment = 0;
  let at = start + 1;
  const isChomped = text.charAt(at) === '-' || text.charAt(at) === '+';
  if (isChomped) at++;
  const digit = text.charCodeAt(at) - 48;
  if (digit >= 0 && digit <= 9) {
    at++;
    increment = digit;
    if (digit === 0) {
      faults.report('yaml-syntax', { start, end: at }, `Indentation "0" behind "${text.charAt(start)}"; write 1 to 9`);
    }
    if (!isChomped && (text.charAt(at) === '-' || text.charAt(at) === '+')) at++;
  }
  scan.tokenEnd = at;
  while (isBlank(text.charCodeAt(at))) at++;
  const lineEnd = lineEndFrom(text, at);
  if (text.charCodeAt(at) !== HASH && at < lineEnd) {
    const message = `Text behind "${text.charAt(start)}"; begin it in the next line`;
    faults.report('yaml-syntax', { start: at, end: lineEnd }, message);
  }
  scan.at = lineEnd;
  return increment;
}

/** Moves over empty lines and the indentation of the next one; returns the scalar's indentation (found out if 0). */
function skipBlockBreaks(scan: ScanState, indent: number): number {
  const { text } = scan;
  let widest = 0;
  for (;;) {
    const { lineStart } = scan;
    let at = scan.at;
    while ((indent === 0 || at - lineStart < indent) && text.charCodeAt(at) === SPACE) at++;
    scan.at = at;
    if (at - lineStart > widest) widest = at - lineStart;
    const code = text.charCodeAt(at);
    if (code === TAB && (indent === 0 || at - lineStart < indent)) {
      reportTab(scan);
      while (isBlank(text.charCodeAt(scan.at))) scan.at++;
      if (!isBreak(text.charCodeAt(scan.at))) break;
    } else if (!isBreak(code)) {
      break;
    }
    scan.at = behindBreak(text, scan.at);
    scan.lineStart = scan.at;
  }
  return indent === 0 ? Math.max(widest, scan.indent + 1, 1) : indent;
}

/** Whether tabs indent the line of `at`: it was reported then, and belongs to the scalar all the same. */
function isTabbed(scan: ScanState): boolean {
  return scan.faults.isRecovering && scan.text.slice(scan.lineStart, scan.at).includes('\t');
}

/** Whether a `|` or `>` at `at` can head a block scalar; `>=1.0` and the like cannot, and are text meant to be quoted. */
export function isBlockHeader(text: string, at: number): boolean {
  let end = at + 1;
  while (end < at + 3 && '+-0123456789'.includes(text.charAt(end)) && end < text.length) end++;
  return isBlankOrEnd(text.charCodeAt(end));
}
